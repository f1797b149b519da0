"""Makes XML of reStructuredText with docutils, which checks raw XML with a SAX parser."""
from docutils.core import publish_string

TEXT = "Title\n=====\n\nText *here* & [1]_.\n\n.. [1] Note\n\n.. raw:: xml\n\n   <own a='1'>text</own>\n\n.. raw:: html\n\n   <b>\n"
settings = {"_disable_config": True, "output_encoding": "unicode", "input_encoding": "unicode"}
print(publish_string(TEXT, writer_name="xml", settings_overrides=settings | {"indents": True}))
print(publish_string(TEXT, writer_name="xml", settings_overrides=settings | {"xml_declaration": False, "doctype_declaration": False}))

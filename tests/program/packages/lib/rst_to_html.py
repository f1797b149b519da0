"""Makes HTML and other formats of reStructuredText."""
import hashlib
import io
import re

from docutils import nodes, utils
from docutils.core import publish_doctree, publish_from_doctree, publish_parts, publish_string
from docutils.parsers.rst import Directive, directives, roles
from docutils.transforms import Transform

TEXT = """\
==========
 The Title
==========
A subtitle
----------

:Author: Ann *Other*
:Date: 2024-02-29
:Version: 1.0
:Custom field: value

.. contents:: Contents
   :depth: 2

.. _start:

First section
=============

A paragraph with *emphasis*, **strong**, ``literal``, `interpreted`, a reference_, `a phrase`__, `embedded <http://e.org/?a=1&b=2>`_,
|replaced|, http://auto.link/, me@example.com, a footnote [1]_ [#auto]_ [#]_ [*]_, a citation [CIT2024]_, start_, `First section`_,
:sub:`x` :sup:`2` :title:`T` :math:`a^2` :code:`x = 1` :emphasis:`e`, escaped \\*stars\\*, `inner \\`tick`, Größe "quotes" & <tags>.

.. _reference: http://example.com/
__ http://anonymous.example/
.. |replaced| replace:: *replaced* text
.. [1] A footnote.
.. [#auto] An automatic one.
.. [#] Another.
.. [*] A symbol.
.. [CIT2024] A citation.
.. A comment.

* bullets

  - nested

    1. numbered
    #. next
* more

a) letters
b) letters

iv. roman
v. roman

term : classifier
    Definition.
other
    Another.

-a         short option
--long=X   long option,
           on two lines
/V         dos

| line
|   block
| here

::

    literal *block*

> quoted literal? no

Quoted::

> line
> other

>>> 1 + 1
2

    A block quote.

    -- Someone

Second section
==============

+-------+-----------+------+
| grid  | table     | head |
+=======+===========+======+
| a     | b         | c    |
|       +-----------+------+
| rows  | columns          |
+-------+------------------+

=====  =====  ======
 A      B     A or B
=====  =====  ======
False  False  False
True   *x*    True
-----  -----  ------
spans two     one
=====  =====  ======

.. csv-table:: A CSV table
   :header: "Name", "Value"
   :widths: 10, 20

   "a, b", 1
   "c d", "*2*"

.. list-table::
   :header-rows: 1

   * - h1
     - h2
   * - x
     - y

.. note:: A note with a list:

   * item

.. warning:: Careful
.. admonition:: Own title
   :class: mine

   Body

.. image:: picture.png
   :alt: A picture
   :width: 50%
   :target: http://target/

.. figure:: figure.png
   :align: center

   Caption *here*

   Legend.

.. code:: python
   :number-lines: 1

   def f(x):
       return "text" + str(x)

.. math::

   \\sum_{i=0}^n i^2

.. topic:: A topic

   Text

.. sidebar:: Side
   :subtitle: Sub

   Text

.. epigraph::

   Words.

.. parsed-literal::

   parsed *literal* |replaced|

.. container:: box

   Inside

.. raw:: html

   <hr class="raw">

.. class:: special

A classy paragraph.

.. role:: mark(emphasis)
   :class: marked

:mark:`custom role`

Sub section
-----------

Deep
~~~~

The end.

----------

After a transition.
"""
BROKEN = """\
Title
===

Text *open, ``open, unknown_ |nothing| [9]_ :nosuch:`role`

Short
=====
.. nosuch:: x

.. image::
   :nothing: 1

.. code::

* list
no blank

+---+
| x |
+--+

.. include:: /no/such/file.txt

Title
-----
Deep
~~~~
Again
====

    unexpected
  indentation

.. _dup: a
.. _dup: b

`dup`_ and `anonymous`__
"""


class Badge(Directive):
    """.. badge:: NAME, with a color and contents."""
    required_arguments, optional_arguments, final_argument_whitespace, has_content = 1, 0, True, True
    option_spec = {"color": lambda value: directives.choice(value, ("red", "green")), "size": directives.nonnegative_int, "big": directives.flag}

    def run(self):
        node = nodes.container(classes=["badge", self.options.get("color", "none")])
        node += nodes.strong(text=self.arguments[0] + str(sorted(self.options)))
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def issue(name, rawtext, text, lineno, inliner, options={}, content=[]):
    if not text.isdigit():
        message = inliner.reporter.error(f"not a number: {text}", line=lineno)
        return [inliner.problematic(rawtext, rawtext, message)], [message]
    return [nodes.reference(rawtext, "#" + text, refuri=f"http://issues/{text}", **options)], []


class Count(Transform):
    default_priority = 900

    def apply(self):
        self.document += nodes.comment("", f"{len(list(self.document.findall(nodes.paragraph)))} paragraphs")


SETTINGS = {"_disable_config": True, "report_level": 1, "halt_level": 5, "embed_stylesheet": False, "stylesheet_path": None, "datestamp": None, "generator": None, "math_output": "HTML", "input_encoding": "unicode", "output_encoding": "unicode",
            "use_latex_citations": False, "legacy_column_widths": True}


def settings(**more):
    return SETTINGS | {"warning_stream": io.StringIO()} | more


def short(text):
    data = text if isinstance(text, bytes) else text.encode()
    return f"{len(data)} {hashlib.sha256(data).hexdigest()[:16]}"


def main():
    print(publish_parts(TEXT, writer_name="html5", settings_overrides=settings())["html_body"])
    print("== pseudo xml")
    print(publish_string(TEXT, settings_overrides=settings())[:2500])
    print("== writers")
    for writer in "html4css1", "html5", "latex", "xelatex", "manpage", "pseudoxml":
        output = publish_string(TEXT, writer_name=writer, settings_overrides=settings())
        print(writer, short(output), output.count("\n"))
    print(publish_string(TEXT, writer_name="latex", settings_overrides=settings())[-1500:])
    print("== parts")
    parts = publish_parts(TEXT, writer_name="html", settings_overrides=settings(initial_header_level=2))
    print(sorted(parts), parts["title"], parts["subtitle"], parts["docinfo"], parts["encoding"])
    print("== broken")
    warnings = io.StringIO()
    document = publish_doctree(BROKEN, source_path="broken.rst", settings_overrides=settings(warning_stream=warnings))
    print(warnings.getvalue())
    print(document.pformat())
    try:
        publish_doctree(BROKEN, settings_overrides=settings(halt_level=2))
    except utils.SystemMessage as error:
        print(type(error).__name__, error.level, error)
    print("== own")
    directives.register_directive("badge", Badge)
    roles.register_local_role("issue", issue)
    own = ".. badge:: A name\n   :color: red\n   :size: 3\n   :big:\n\n   Contents *here* :issue:`12` :issue:`x`\n\n.. badge::\n\n.. badge:: n\n   :color: blue\n"
    tree = publish_doctree(own, settings_overrides=settings())
    Count(tree).apply()
    print(re.sub(r"[ ]+$", "", tree.pformat(), flags=re.M))
    print(publish_from_doctree(tree, writer_name="html5", settings_overrides=settings(output_encoding="utf-8"))[:300])
    print("== trees")
    document = publish_doctree(TEXT, settings_overrides=settings())
    print([(type(node).__name__, node.astext()[:20]) for node in document.findall(lambda node: isinstance(node, (nodes.title, nodes.term, nodes.caption)))])
    print(document.ids.keys() == document.nameids.keys(), sorted(document.nameids.items(), key=str)[:8], document.settings.report_level)
    copied = document.deepcopy()
    print(copied.pformat() == document.pformat(), short(document.asdom().toxml()), nodes.make_id("Größe & Über 1"), nodes.fully_normalize_name("  A  B "))

    class Visitor(nodes.SparseNodeVisitor):
        depth, seen = 0, []

        def visit_section(self, node):
            self.depth += 1
            self.seen.append((self.depth, node["ids"]))

        def depart_section(self, node):
            self.depth -= 1

        def visit_table(self, node):
            raise nodes.SkipNode

    document.walkabout(Visitor(document))
    print(Visitor.seen)
    print(short(publish_string(TEXT.split(".. _start:")[1].split(".. _reference")[0] * 20, writer_name="html5", settings_overrides=settings(report_level=5))))


main()

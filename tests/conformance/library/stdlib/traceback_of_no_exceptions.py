"""The functions of traceback refuse values that are no exceptions and no tracebacks."""
import traceback
for act in (lambda: traceback.format_exception_only(ValueError, 5), lambda: traceback.format_exception(ValueError, 5, None),
            lambda: traceback.print_exception(5), lambda: traceback.print_tb(5), lambda: traceback.format_tb(5),
            lambda: traceback.extract_tb(5)):
    try: act()
    except (TypeError, AttributeError): print('refused')

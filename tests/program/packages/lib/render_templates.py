"""Renders templates of a small shop with jinja2."""
import asyncio
import datetime
import gettext
import logging

import jinja2
from jinja2 import ChainableUndefined, DictLoader, Environment, StrictUndefined, pass_context, pass_environment
from jinja2.ext import Extension
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import CallBlock
from jinja2.sandbox import SandboxedEnvironment, SecurityError
from markupsafe import Markup, escape

TEMPLATES = {
    "base.html": """\
<!doctype html>
<title>{% block title %}Shop{% endblock %}</title>
{% block head %}<link href="/site.css">{% endblock %}
<body class="{{ self.title()|lower|replace(' ', '-') }}">
{% block content required %}{% endblock %}
<footer>{% block footer scoped %}&copy; {{ year }}{% endblock %}</footer>
""",
    "section.html": """\
{% extends "base.html" %}
{% block head %}{{ super() }}<script src="/{{ section }}.js"></script>{% endblock %}
{% block content %}<nav>{% include ["nav-" ~ section ~ ".html", "nav.html"] %}</nav>
<main>{% block main %}nothing{% endblock %}</main>{% endblock %}
""",
    "nav.html": """\
{%- for item in nav recursive -%}
<li{% if item.name == section %} class="here"{% endif %}>{{ item.name }}{% if item.below is defined %}<ul>{{ loop(item.below) }}</ul>{% endif %} ({{ loop.depth }}.{{ loop.index }}/{{ loop.length }})</li>
{%- endfor -%}
""",
    "forms.html": """\
{% macro input(name, value='', type='text') -%}
<input name="{{ name }}" value="{{ value|e }}" type="{{ type }}"{{ kwargs|xmlattr }}>
{%- endmacro %}
{% macro dialog(title) -%}<div><h2>{{ title }}</h2>{{ caller(title|length) }}</div>{%- endmacro %}
{% macro sum_of() %}{{ varargs|sum }}{% endmacro %}
{% set version = "1.0" %}
""",
    "order.html": """\
{% extends "section.html" %}
{% import "forms.html" as forms with context %}
{% from "forms.html" import sum_of, dialog as box %}
{% block title %}Order {{ order.number }}{% endblock %}
{% block main %}
{%- set ns = namespace(total=0, seen=[]) %}
<table>
{%- for line in order.lines if line.count > 0 %}
<tr class="{{ loop.cycle('odd', 'even') }}"><td>{{ loop.index0 }}<td>{{ line.name|truncate(12, true, '...', 0) }}<td>{{ line.count }}<td>{{ '%.2f'|format(line.price) }}
{%- set ns.total = ns.total + line.count * line.price %}
{%- if loop.changed(line.kind) %}<td>{{ line.kind|title }}{% endif %}
{%- else %}<tr><td>empty
{%- endfor %}
</table>
<p>Total {{ ns.total|money }} {{ "lots" if ns.total > 100 else "little" }}
{% call(length) box("Pay " ~ order.number) %}{{ length }} letters {{ forms.input("card", '"1234" & <5>', maxlength=16, required=true) }}{% endcall %}
{% with a = 1, b = 2 %}{{ sum_of(a, b, 3) }} {{ forms.version }}{% endwith %}
{% filter upper %}shouted {{ order.customer }}{% endfilter %}
{% raw %}{{ not rendered }}{% endraw %}{# a comment #}
{% endblock %}
""",
}
CONTEXT = {
    "year": 2024, "section": "orders",
    "nav": [{"name": "home"}, {"name": "orders", "below": [{"name": "open"}, {"name": "done", "below": [{"name": "old"}]}]}],
    "order": {"number": 17, "customer": "Ann & <Bob>", "lines": [
        {"name": "A very long name of a thing", "count": 3, "price": 12.5, "kind": "tools"},
        {"name": "Nothing", "count": 0, "price": 1, "kind": "tools"},
        {"name": "Größe <b>", "count": 1, "price": 99.999, "kind": "tools"},
        {"name": "Pen", "count": 10, "price": 0.1, "kind": "paper"}]},
}

FILTERS = [
    "[3, 1, 2]|sort|join('-')", "['b', 'A', 'c']|sort(reverse=true)|list", "range(10)|batch(4, 'x')|map('join', ',')|list",
    "range(7)|slice(3)|map('list')|list", "people|groupby('city')|map('first')|list", "people|map(attribute='name')|join(', ')",
    "people|selectattr('age', 'gt', 30)|map(attribute='name')|list", "people|rejectattr('age', 'odd')|map(attribute='name')|list",
    "people|sum('age')", "people|max(attribute='age')", "[1, 2, 2, 'a', 'A']|unique|list", "'hello world'|title|center(20)|replace(' ', '.')",
    "'one two three four'|wordwrap(9)", "'line\nnext'|indent(2, true)", "'<b>x</b> y'|striptags", "'a b'|urlencode", "{'q': 'a b', 'r': 1}|urlencode",
    "1234567|filesizeformat", "1234567|filesizeformat(true)", "'3.7'|float|round(0, 'ceil')|int", "'x'|default('d')", "missing|default('d')",
    "''|default('d', true)", "{'b': 1, 'a': 2}|dictsort", "{'b': 1, 'a': 2}|dictsort(by='value')|first", "{'a': [1, '<']}|tojson",
    "'see http://example.com/x?a=1&b=2 and me@x.org'|urlize(20, nofollow=true)", "[1, [2, [3]]]|pprint", "'abc'|reverse", "'abc'|list|last",
    "'%s-%03d'|format('a', 7)", "'Hello'|wordcount", "-5|abs", "[1, 2, 3]|random is number", "'ab'|string|length", "{'a': 1}|items|list",
    "3 is divisibleby 3 and 4 is even and x is undefined and none is none", "'abc' is lower, 5 is sameas 5, [] is iterable, {} is mapping",
    "'b' in 'abc' and 2 not in [1]", "1 < 2 < 3, 7 // 2, 7 % 4, 2 ** 10, -1.5 * 2, 'a' ~ 1 ~ none", "[1, 2, 3, 4][1:3], 'abcdef'[::-2], people[0].name, people[0]['age']",
    "'yes' if true else 'no', ('no' if false)", "cycler('a', 'b').next(), joiner('|')(), dict(a=1), lipsum(n=0)", "'🐍'|length, 'ß'|upper, 'É'|lower",
]

QUIET = logging.getLogger("quiet")
QUIET.addHandler(logging.NullHandler())
QUIET.propagate = False


def shown(template, **values):
    try:
        return template.render(**values)
    except Exception as error:
        return f"{type(error).__module__}.{type(error).__name__}: {error}"


class Repeat(Extension):
    """{% repeat n %}…{% endrepeat %}"""
    tags = {"repeat"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        count = parser.parse_expression()
        body = parser.parse_statements(("name:endrepeat",), drop_needle=True)
        return CallBlock(self.call_method("_repeat", [count]), [], [], body).set_lineno(line)

    def _repeat(self, count, caller):
        return Markup("").join(caller() for _ in range(count))


@pass_context
def who(context, greeting):
    return f"{greeting} {context['name']} of {context.get('place', 'nowhere')}"


@pass_environment
def newline(environment, value):
    return value + repr(environment.newline_sequence)


def pages():
    environment = Environment(loader=DictLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters["money"] = lambda value: f"{value:,.2f} €"
    print(environment.get_template("order.html").render(CONTEXT))
    print(environment.get_template("order.html") is environment.get_template("order.html"), sorted(environment.list_templates()))
    module = environment.get_template("forms.html").module
    print(module.input("x", "<", type="number"), module.version)
    print(list(environment.get_template("nav.html").generate(CONTEXT))[:3])
    print(environment.get_template("order.html").blocks.keys() == {"title", "main"}, sorted(find_undeclared_variables(environment.parse(TEMPLATES["order.html"]))))


def filters():
    environment = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.i18n", "jinja2.ext.debug", Repeat])
    environment.filters.update(who=who, newline=newline)
    environment.install_gettext_translations(gettext.NullTranslations(), newstyle=True)
    people = [{"name": "Ann", "age": 31, "city": "Rome"}, {"name": "Bob", "age": 28, "city": "Oslo"}, {"name": "Cid", "age": 44, "city": "Rome"}]
    for text in FILTERS:
        print(text.replace("\n", "\\n"), "=>", shown(environment.from_string("{{ (" + text + ") }}"), people=people))
    for text in ("{% for i in range(9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i > 4 %}{% break %}{% endif %}{{ i }}{% endfor %}",
                 "{% set a = [] %}{% do a.append(1) %}{{ a }}", "{% trans count=n %}{{ count }} apple{% pluralize %}{{ count }} apples{% endtrans %}",
                 "{% repeat 3 %}<{{ n }}>{% endrepeat %}", "{% autoescape true %}{{ '<' }}{{ '<'|safe }}{% endautoescape %}",
                 "{{ 'Hi'|who if name else '' }}{{ 'a'|newline }}", "{% set x %}block {{ n }}{% endset %}{{ x|upper }}",
                 "{% for k, v in {'a': 1}.items() %}{{ k }}={{ v }} {{ loop.first }} {{ loop.last }} {{ loop.previtem }} {{ loop.revindex }}{% endfor %}",
                 "{%- if n is eq 2 -%} two {%- elif n -%} other {%- endif -%}", "{{ [1, 2]|map('string')|map('center', 5)|join }}"):
        print(text, "=>", shown(environment.from_string(text), n=2, name="Zoe"))
    print(environment.from_string("{% for x in xs -%}\n  {{ x }},\n{%- endfor %}\n").render(xs="ab"))
    custom = Environment(block_start_string="<%", block_end_string="%>", variable_start_string="${", variable_end_string="}", line_statement_prefix="#", line_comment_prefix="##")
    print(custom.from_string("# for x in [1, 2]\n<% if x %>${ x } ## no\n<% endif %>\n# endfor\n${ today }").render(today=datetime.date(2024, 2, 29)))
    compiled = custom.compile_expression("a + b * 2 if a else none")
    print(compiled(a=1, b=2), compiled(a=0, b=1))


def errors():
    environment = Environment(loader=DictLoader({"broken": "a\n{% if x %}\nb", "no parent": "{% extends 'none' %}", "later": "1\n{{ (1).nothing.more }}", **TEMPLATES}))
    for source in ("{% for x in y %}", "{{ a b }}", "{{ 'open }}", "{% unknown %}", "{% block a %}{% endblock %}{% block a %}{% endblock %}", "{{ x|nofilter }}", "{{ x is notest }}",
                   "{{ (1 }}", "{% endif %}", "{% set 1 = 2 %}", "{% macro x(a=1, b) %}{% endmacro %}", "{{ 1..2 }}", "{# open", "{% raw %}x", "{{ {'a' 1} }}"):
        try:
            environment.from_string(source).render()
            print(source, "no error")
        except jinja2.TemplateSyntaxError as error:
            print(source, "=>", type(error).__name__, error.lineno, error.message)
    for name in "broken", "no parent", "missing", "base.html", "later":
        try:
            print(environment.get_template(name).render(n=0))
        except jinja2.TemplateError as error:
            print(name, "=>", type(error).__name__, str(error).splitlines(), getattr(error, "name", None), getattr(error, "filename", None))
            trace = error.__traceback__
            while trace.tb_next:
                trace = trace.tb_next
            print("   in template" if "template" in trace.tb_frame.f_code.co_name or trace.tb_frame.f_code.co_filename.startswith("<template") else "   outside", trace.tb_lineno if name == "later" else "")
    for kind in jinja2.Undefined, StrictUndefined, ChainableUndefined, jinja2.DebugUndefined, jinja2.make_logging_undefined(base=jinja2.Undefined, logger=QUIET):
        inside = Environment(undefined=kind)
        print(kind.__name__, [shown(inside.from_string(text), o={}) for text in ("{{ x }}", "{{ x.y }}", "{{ o.y }}", "{{ x + 1 }}", "{% if x %}{% endif %}", "{{ o.y.z }}", "{{ x() }}")])
    sandbox = SandboxedEnvironment()
    for text in "{{ ''.__class__.__mro__ }}", "{{ f.__globals__ }}", "{{ '{0.__class__}'.format(1) }}", "{{ range(999999) }}", "{{ [].append }}", "{{ 'ok {}'.format(1) }}":
        try:
            print(text, "=>", sandbox.from_string(text).render(f=shown)[:30])
        except (SecurityError, OverflowError) as error:
            print(text, "=>", type(error).__name__, error)
    print(escape('<a href="x">\'&'), Markup("<b>%s</b> %(x)s".replace(" %(x)s", "")) % "<i>", Markup("a") + "<", Markup("&lt;b&gt; <i>x</i>").striptags(), Markup("<em>{0:>5}</em>").format("<"))


async def asynchronous():
    environment = Environment(loader=DictLoader(TEMPLATES), enable_async=True, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["money"] = lambda value: f"{value:,.2f} €"

    async def price(name, seconds):
        await asyncio.sleep(seconds)
        return len(name) * 1.5

    async def items():
        for each in "one", "two", "three":
            await asyncio.sleep(0)
            yield each

    template = environment.from_string("""\
{% macro row(name) %}{{ name }}: {{ price(name, 0.001) }}{% endmacro %}
{% for item in items() if item != "two" %}{{ loop.index }} {{ row(item) }}{{ "" if loop.last else "," }} {% endfor %}
{{ items()|map("upper")|join("+") }} {{ items()|list }} {{ items()|first }} {% set x = price("abc", 0) %}{{ x|round }}
""")
    print(await template.render_async(price=price, items=items))
    pages = await asyncio.gather(*[environment.get_template("order.html").render_async(CONTEXT, year=year) for year in (1, 2, 3)])
    print([page.count("\n") for page in pages], "&copy; 2<" in pages[1], pages[0].replace("&copy; 1", "") == pages[2].replace("&copy; 3", ""))
    print([chunk async for chunk in environment.from_string("a{% for i in items() %}{{ i }}{% endfor %}").generate_async(items=items)])
    for text in "{{ fail() }}", "{{ x.y.z }}", "{% include 'none' %}":
        try:
            await environment.from_string(text).render_async(fail=fail)
        except (ValueError, jinja2.TemplateError) as error:
            print(type(error).__name__, error)


async def fail():
    await asyncio.sleep(0)
    raise ValueError("from an awaited call")


pages()
filters()
errors()
asyncio.run(asynchronous())

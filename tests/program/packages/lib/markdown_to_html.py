"""Makes HTML of Markdown."""
import io
import warnings
import xml.etree.ElementTree as etree

import markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

TEXT = """\
# Title with *emphasis* and `code` #
Sub heading
-----------

A paragraph with **strong**, __strong too__, *em*, _em_, ***both***, snake_case_word, 2 * 3 * 4,
a hard break at the end  
and ``code with ` tick``, \\*escaped\\* &copy; & < > "quotes" AT&T <span class="x">*inline* html</span>.

* one
* two
    * nested *a*
    * nested b

        with a paragraph

    1. ordered
    2. list
* three

3. starts at three
4. four

   paragraph in four

> quoted
> > twice
> # heading inside
lazy line

    indented code <b>
        more

***

[inline](http://example.com/?a=1&b=2 "title"), [reference][ref], [ref], [empty][], <http://auto.link/>, <me@example.com>,
![image](a.png "alt title"), ![ref image][ref], [no such][nothing], [brackets [in] it](x_(y).html)

[ref]: http://example.com/ref  "Reference"
[empty]: <http://empty>
    'quoted title'

<div>
*raw* <p>html</p>
</div>

<!-- a comment -->

last line
"""

EXTENDED = """\
[TOC]

# One {#first .big key=value}

Text with an abbreviation HTML and a footnote[^1], another[^note].

*[HTML]: Hyper Text
[^1]: The note.
[^note]: Another
    with two lines.

        and code

## Two & more

Name | Value | Right
:--- | :---: | ---:
a | `b|c` | 1
*x* | y \\| z | 22
short |

### Two & more

Term
:   Definition *one*
:   Definition two

Other

:   With a paragraph

    and another

```python hl_lines="2"
def f(x):
    return x < 1
```

~~~~ {.html #code}
<b>&amp;</b>
~~~~

!!! note "A title"
    Inside of it
    
    * list

!!! warning
    No title

<div markdown="1">
**markdown** in html

<p markdown="span">*span*</p>
</div>

# One

A paragraph
{: .classy data-x="1 2" }

WikiWords like [[Some Page]] -- with "smart" quotes... and 'single' ones---here.
new line kept
"""
META = "title: A Document\nauthor: Ann\n        Bob\ndate: 2024\n\nBody *text*\n"


class Mentions(InlineProcessor):
    def handleMatch(self, match, data):
        element = etree.Element("a", href="/users/" + match.group(1))
        element.text = "@" + match.group(1)
        return element, match.start(0), match.end(0)


class Box(BlockProcessor):
    def test(self, parent, block):
        return block.startswith("[[[")

    def run(self, parent, blocks):
        block = blocks.pop(0)
        if not block.rstrip().endswith("]]]"):
            blocks.insert(0, block)
            return False
        self.parser.parseBlocks(etree.SubElement(parent, "section"), [block.strip("[] \n")])
        return True


class Shout(Preprocessor):
    def run(self, lines):
        return [line.upper() if line.startswith("!") else line for line in lines]


class Levels(Treeprocessor):
    def run(self, root):
        for element in root.iter():
            if element.tag in ("h1", "h2"):
                element.tag = f"h{int(element.tag[1]) + 2}"
                element.set("class", "moved")


class Sign(Postprocessor):
    def run(self, text):
        return text + f"\n<!-- {len(text.split())} words -->"


class Mine(Extension):
    def __init__(self, **settings):
        self.config = {"sign": [True, "Whether to sign"]}
        super().__init__(**settings)

    def extendMarkdown(self, md):
        md.inlinePatterns.register(Mentions(r"@(\w+)", md), "mentions", 175)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~~(.*?)~~", "del"), "del", 175)
        md.parser.blockprocessors.register(Box(md.parser), "box", 175)
        md.preprocessors.register(Shout(md), "shout", 25)
        md.treeprocessors.register(Levels(md), "levels", 5)
        if self.getConfig("sign"):
            md.postprocessors.register(Sign(md), "sign", 1)


warnings.simplefilter("ignore", FutureWarning)  # the pure Python of xml.etree, about the truth of elements
print(markdown.markdown(TEXT))
print("==")
print(markdown.markdown(TEXT, output_format="html", tab_length=2) == markdown.markdown(TEXT), len(markdown.markdown(TEXT * 40)))
for extensions in ["extra"], ["extra", "toc", "admonition", "sane_lists", "smarty", "wikilinks", "nl2br"], ["tables"], ["fenced_code", "attr_list"], ["footnotes"], ["def_list"], ["abbr"], ["md_in_html"], ["legacy_attrs", "legacy_em"]:
    print("==", extensions)
    html = markdown.markdown(EXTENDED, extensions=extensions)
    print(html if len(extensions) != 1 or extensions == ["extra"] else [line for line in html.splitlines() if any(tag in line for tag in ("<t", "<pre", "foot", "<d", "abbr", "strong", "class"))])
print("==")
converter = markdown.Markdown(extensions=["meta", "codehilite", TocExtension(slugify=slugify_unicode, permalink="¶", baselevel=2, toc_depth="2-3")])
print(converter.convert(META), converter.Meta)
converter.reset()
print(converter.convert("# Größe\n\n## Über uns\n\n### Straße\n\n# Größe\n"), converter.toc, converter.toc_tokens)
mine = markdown.Markdown(extensions=[Mine()])
print(mine.convert("# Hello @ann\n\n[[[ boxed ~~gone~~\n* x ]]]\n\n! loud\n"))
print(Mine(sign=False).getConfigInfo(), markdown.markdown("## b", extensions=[Mine(sign=False)]))
output = io.BytesIO()
markdown.markdownFromFile(input=io.BytesIO("# ü\n".encode()), output=output)
print(output.getvalue(), markdown.__version__)
for wrong in (lambda: markdown.markdown(b"x"), lambda: markdown.markdown("x", output_format="pdf"), lambda: Mine(wrong=1), lambda: markdown.markdown("[" * 300 + "](x)")):
    try:
        print(len(wrong()))
    except Exception as error:
        print(type(error).__name__, str(error)[:90])

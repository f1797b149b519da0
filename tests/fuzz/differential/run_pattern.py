"""What `re` does with a case, as text. A part of each batch of patterns.py."""
import re
import warnings

warnings.simplefilter('ignore')


def pattern_text(tree):
    if isinstance(tree, str):
        return tree
    before, children, after, between = tree
    return before + between.join(pattern_text(child) for child in children) + after


def failure(error):
    if isinstance(error, re.error):
        return f'error {error.msg!r} at {error.pos} ({error.lineno}, {error.colno}): {error}'
    return f'{type(error).__name__}: {error}'


def match_text(match):
    if match is None:
        return 'None'
    spans = [match.span(number) for number in range(match.re.groups + 1)]
    return f'{spans} {match.groups()!r} {match.lastindex} {match.lastgroup}'


def expanded(match, template):
    return match and repr(match.expand(template))


def acts(pattern, text, templates):
    yield 'match', lambda: match_text(pattern.match(text))
    yield 'search', lambda: match_text(pattern.search(text))
    yield 'fullmatch', lambda: match_text(pattern.fullmatch(text))
    yield 'search from 1', lambda: match_text(pattern.search(text, 1))
    yield 'match to -1', lambda: match_text(pattern.match(text, 1, max(len(text) - 1, 1)))
    yield 'findall', lambda: repr(pattern.findall(text))
    yield 'finditer', lambda: ' '.join(match_text(match) for match in pattern.finditer(text))
    yield 'split', lambda: repr(pattern.split(text))
    yield 'split 1', lambda: repr(pattern.split(text, 1))
    yield 'sub by function', lambda: repr(pattern.sub(lambda match: match.group() + match.group(), text))
    for template in templates:
        yield f'sub {template!r}', lambda: repr(pattern.subn(template, text))
        yield f'sub {template!r} 1', lambda: repr(pattern.subn(template, text, 1))
        yield f'expand {template!r}', lambda: expanded(pattern.search(text), template)


def outcome(case):
    tree, flags, of_bytes, texts, templates = case
    source = pattern_text(tree)
    if of_bytes:
        source, *texts = [text.encode('latin-1', 'replace') for text in [source, *texts]]
        templates = [template.encode('latin-1', 'replace') for template in templates]
    try:
        pattern = re.compile(source, flags)
    except Exception as error:
        return failure(error)
    lines = [f'{pattern.groups} {pattern.groupindex} {pattern.flags}']
    for number, text in enumerate(texts):
        for name, act in acts(pattern, text, templates):
            try:
                lines.append(f'{number} {name}: {act()}')
            except Exception as error:
                lines.append(f'{number} {name}: {failure(error)}')
    re.purge()
    return '\n'.join(lines)

#include "stdlib/text/_sre/template.h"

#include "base/utf8.h"
#include "objects/bytes.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "stdlib/text/_sre/escapes.h"

namespace coil::internal::regex
{

namespace
{

constexpr uint64_t largest_octal = 0377;

class TemplateParser
{
public:
    TemplateParser(Reader& reader, PatternObject* pattern, List* parts)
        : reader_(reader)
        , pattern_(pattern)
        , parts_(parts)
    {
    }
    Result<void> parse();

private:
    Result<void> parse_escape(Reader::Token token);
    Result<void> parse_named();
    Result<void> parse_number(Reader::Token token);
    Result<void> add_group(uint64_t group, size_t offset);
    Result<void> end_literal();

    Reader& reader_;
    PatternObject* pattern_;
    List* parts_;
    std::u32string literal_;
};

Result<void> TemplateParser::end_literal()
{
    if (literal_.empty())
        return {};
    std::string text;
    for (char32_t point : literal_) {
        if (reader_.is_bytes)
            text += char(point);
        else
            utf8::append(text, point);
    }
    literal_.clear();
    Value part = reader_.is_bytes ? Value::cell(TRY(make_bytes(reader_.vm, text)))
                                  : Value::cell(TRY(make_str(reader_.vm, text)));
    return list_append(reader_.vm, parts_, part);
}

Result<void> TemplateParser::add_group(uint64_t group, size_t offset)
{
    if (group > pattern_->matcher->tree().groups)
        return reader_.fail("invalid group reference " + std::to_string(group), offset);
    TRY(end_literal());
    return list_append(reader_.vm, parts_, Value::small(int64_t(group)));
}

Result<void> TemplateParser::parse_named()
{
    Vm& vm = reader_.vm;
    if (!TRY(reader_.match('<')))
        return reader_.fail("missing <");
    std::u32string name = TRY(reader_.get_until('>', "group name"));
    if (!Reader::is_identifier(name))
        return add_group(TRY(reader_.group_number(name, 1)), name.size() + 1);
    TRY(reader_.check_group_name(name, 1));
    Value key = Value::cell(intern(vm, text_of(name)));
    auto found = TRY(dict_find(vm, as<Dict>(pattern_->group_names), key));
    if (!found.value)
        return vm.raise(Error::IndexError, "unknown group name {}", TRY(reader_.shown(name)));
    return add_group(uint64_t(found.value->as_small()), name.size() + 1);
}

Result<void> TemplateParser::parse_number(Reader::Token token)
{
    std::u32string digits(token);
    char32_t first = token[1];
    if (first == '0') {
        TRY(reader_.get_digits(digits, 2, 8));
        literal_ += char32_t(number_of(std::u32string_view(digits).substr(1), 8) & 0xFF);
        return {};
    }
    if (reader_.is_next_digit()) {
        digits += TRY(reader_.get());
        if (is_octal(first) && is_octal(digits[2]) && reader_.is_next_octal()) {
            digits += TRY(reader_.get());
            uint64_t point = number_of(std::u32string_view(digits).substr(1), 8);
            if (point > largest_octal)
                return reader_.fail(
                    "octal escape value " + text_of(digits) + " outside of range 0-0o377", digits.size());
            literal_ += char32_t(point);
            return {};
        }
    }
    return add_group(number_of(std::u32string_view(digits).substr(1), 10), digits.size() - 1);
}

Result<void> TemplateParser::parse_escape(Reader::Token token)
{
    char32_t c = token[1];
    if (c == 'g')
        return parse_named();
    if (is_digit(c))
        return parse_number(token);
    if (char32_t point = character_of_escape(c))
        literal_ += point;
    else if (is_ascii_letter(c))
        return reader_.fail("bad escape " + text_of(token), token.size());
    else
        literal_ += token;
    return {};
}

Result<void> TemplateParser::parse()
{
    TRY(reader_.start());
    for (;;) {
        TRY(reader_.vm.work(1));
        Reader::Token token = TRY(reader_.get());
        if (token.empty())
            return end_literal();
        if (token[0] == '\\')
            TRY(parse_escape(token));
        else
            literal_ += token;
    }
}

} // namespace

Result<Tuple*> template_of(Vm& vm, PatternObject* pattern, Value text)
{
    if (text == pattern->last_template && !text.is_none())
        return as<Tuple>(pattern->template_parts);
    std::string_view bytes = TRY(bytes_of(vm, text));
    bool is_str = is_kind(text, Kind::Str);
    Tuple* parts = nullptr;
    if (bytes.find('\\') == std::string_view::npos) {
        parts = TRY(bytes.empty() ? make_tuple(vm, 0) : make_tuple(vm, { text }));
    } else {
        List* list = TRY(make_list(vm));
        std::u32string points = points_of(bytes, !is_str);
        Reporter reporter = pattern->state->reporter();
        Reader reader(vm, reporter, text, points, !is_str);
        TRY(TemplateParser(reader, pattern, list).parse());
        parts = TRY(make_tuple(vm, list->begin(), list->size));
    }
    // What can change is read anew each time.
    if (is_str || is_kind(text, Kind::Bytes)) {
        vm.heap.write_barrier(pattern);
        pattern->last_template = text;
        pattern->template_parts = Value::cell(parts);
    }
    return parts;
}

} // namespace coil::internal::regex

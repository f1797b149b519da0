#include "embed/signature.h"

#include <algorithm>

namespace coil::internal
{

namespace
{

bool is_name_start(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0; }
bool is_name_part(char c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

class SignatureReader
{
public:
    explicit SignatureReader(HostSignature& out)
        : out_(out)
        , text_(out.text)
    {
    }

    std::string_view read()
    {
        (void)read_all();
        return problem_;
    }

private:
    bool read_all()
    {
        std::string_view name = read_name();
        if (name.empty())
            return fail("starts with no name");
        out_.signature.name_size = uint16_t(name.size());
        // The hidden parameter, which no script can name.
        out_.signature.positional = out_.signature.required = out_.signature.positional_only = 1;
        if (!take('('))
            return fail("has no '(' behind the name");
        while (!take(')')) {
            if (!read_part())
                return false;
            if (!take(',') && peek() != ')')
                return fail("has no ',' or ')' where one has to be");
        }
        if (at_ != text_.size())
            return fail("goes on behind the ')'");
        return !bare_star_ || out_.signature.keyword_only || fail("has no parameter behind '*'");
    }

    bool fail(const char* what)
    {
        problem_ = what;
        return false;
    }
    char peek()
    {
        while (at_ < text_.size() && text_[at_] == ' ')
            at_++;
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    bool take(char c)
    {
        if (peek() != c)
            return false;
        at_++;
        return true;
    }
    std::string_view read_name()
    {
        size_t start = at_;
        if (is_name_start(peek()))
            for (start = at_; at_ < text_.size() && is_name_part(text_[at_]);)
                at_++;
        return text_.substr(start, at_ - start);
    }

    bool read_part()
    {
        if (take('/'))
            return end_positional_only();
        size_t stars = 0;
        while (stars < 2 && take('*'))
            stars++;
        if (out_.signature.var_keywords)
            return fail("goes on behind '**'");
        if (stars == 1 && (peek() == ',' || peek() == ')')) {
            bare_star_ = true;
            return begin_keyword_only();
        }
        std::string_view name = read_name();
        if (name.empty())
            return fail("has no name where a parameter has to be");
        auto is_same = [&](const HostSignature::Parameter& each) { return each.name == name; };
        if (std::any_of(out_.parameters.begin(), out_.parameters.end(), is_same))
            return fail("has two parameters of the same name");
        if (stars)
            return add_rest(name, stars);
        return add_named(name);
    }

    bool end_positional_only()
    {
        Signature& signature = out_.signature;
        if (keyword_only_ || out_.parameters.empty() || signature.positional_only > 1)
            return fail("has a '/' where none can be");
        signature.positional_only = signature.positional;
        for (HostSignature::Parameter& each : out_.parameters)
            each.positional_only = true;
        return true;
    }

    bool begin_keyword_only()
    {
        if (keyword_only_)
            return fail("has more than one '*'");
        keyword_only_ = true;
        return true;
    }

    bool add_rest(std::string_view name, size_t stars)
    {
        if (stars == 1 && !begin_keyword_only())
            return false;
        (stars == 1 ? out_.signature.var_arguments : out_.signature.var_keywords) = true;
        auto kind = stars == 1 ? HostSignature::Kind::Arguments : HostSignature::Kind::Keywords;
        out_.parameters.push_back({ name, {}, kind, false, 0, out_.parameters.size() + 1 });
        return true;
    }

    bool add_named(std::string_view name)
    {
        Signature& signature = out_.signature;
        if (signature.named() == max_native_parameters)
            return fail("has too many parameters");
        std::string_view fallback;
        if (take('=')) {
            fallback = read_expression();
            if (fallback.empty())
                return fail("has no expression behind '='");
        } else if (keyword_only_) {
            signature.needs_keywords = true;
        } else if (signature.required < signature.positional) {
            return fail("has a parameter without a default behind one with a default");
        } else {
            signature.required++;
        }
        Signature::Parameter& parameter = signature.parameters[signature.named()];
        parameter.name_start = uint16_t(name.data() - text_.data());
        parameter.name_size = uint16_t(name.size());
        if (!fallback.empty()) {
            parameter.default_start = uint16_t(fallback.data() - text_.data());
            parameter.default_size = uint16_t(fallback.size());
        }
        out_.parameters.push_back(
            { name, fallback, HostSignature::Kind::Named, false, signature.named(), out_.parameters.size() + 1 });
        keyword_only_ ? signature.keyword_only++ : signature.positional++;
        return true;
    }

    /// Up to the ',' or ')' that ends it; brackets and quotes are passed over.
    std::string_view read_expression()
    {
        peek();
        size_t start = at_, depth = 0;
        for (char quote = 0; at_ < text_.size(); at_++) {
            char c = text_[at_];
            if (quote) {
                if (c == '\\')
                    at_++;
                else if (c == quote)
                    quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (depth == 0 && (c == ',' || c == ')')) {
                break;
            } else if (c == ')' || c == ']' || c == '}') {
                depth -= depth > 0;
            }
        }
        at_ = std::min(at_, text_.size());
        size_t end = at_;
        while (end > start && text_[end - 1] == ' ')
            end--;
        return text_.substr(start, end - start);
    }

    HostSignature& out_;
    std::string_view text_;
    std::string_view problem_;
    size_t at_ = 0;
    bool keyword_only_ = false, bare_star_ = false;
};

} // namespace

std::string_view read_signature(HostSignature& out, std::string_view text)
{
    // Places in it are numbers of 16 bits.
    if (text.size() > UINT16_MAX)
        return "is too long";
    out.text = text;
    return SignatureReader(out).read();
}

} // namespace coil::internal

#include <bit>
#include <catch2/catch.hpp>
#include <map>

#include "base/percent_format.h"
#include "base/str_repr.h"
#include "base/utf8.h"
#include "cases.h"

using namespace coil::internal;

namespace
{

/// Arguments written as `i:12`, `f:<bits>` and `s:text`; those written `key=i:12` are a mapping's.
class Arguments final : public PercentArguments
{
public:
    explicit Arguments(const Case& fields)
        : cursor_(0)
    {
        for (size_t i = 2; i + 1 < fields.size(); i++) {
            if (fields[i][1] == ':')
                values_.push_back(fields[i]);
            else
                mapping_[fields[i].substr(0, 1)] = fields[i].substr(2);
        }
        cursor_ = PercentCursor(mapping_.empty() ? int64_t(values_.size()) : -1);
    }

    bool require_mapping() override { return !mapping_.empty() || raise("format requires a mapping"); }
    bool select(std::string_view key) override
    {
        auto found = mapping_.find(std::string(key));
        if (found == mapping_.end())
            return raise("KeyError");
        values_ = { found->second };
        cursor_.select();
        return true;
    }
    bool next() override
    {
        int64_t index = 0;
        if (!cursor_.take(index))
            return raise("not enough arguments for format string");
        current_ = values_.empty() ? "m:" : values_[size_t(std::max<int64_t>(index, 0))];
        return true;
    }
    bool star(bool, int64_t& number) override
    {
        if (current_[0] != 'i')
            return raise("* wants int");
        number = std::stoll(current_.substr(2));
        return true;
    }
    bool convert(const PercentConversion& conversion, RunText& out) override
    {
        std::string text = current_.substr(2);
        if (conversion.is_float() && current_[0] != 's')
            render_percent_float(out, conversion, number(text));
        else if (conversion.is_integer() && current_[0] == 'i' && conversion.base() == 10 && text.size() > 18)
            render_percent_integer(out, conversion, text[0] == '-', text.substr(text[0] == '-'));
        else if (conversion.is_integer() && current_[0] == 'i')
            render_percent_integer(out, conversion, int64_t(std::stoll(text)));
        else if (current_[0] == 's')
            render_text(out, conversion, text);
        else
            return raise("wrong argument");
        return true;
    }

    bool all_used() const { return !cursor_.has_more() || !mapping_.empty(); }
    const std::string& raised() const { return raised_; }

private:
    bool raise(const char* message)
    {
        raised_ = message;
        return false;
    }
    double number(const std::string& text) const
    {
        return current_[0] == 'i' ? std::stod(text) : std::bit_cast<double>(std::stoull(text, nullptr, 16));
    }
    static void render_text(RunText& out, const PercentConversion& conversion, std::string text)
    {
        if (conversion.code == 'r')
            text = repr_text(text);
        else if (conversion.code == 'a')
            text = ascii_repr_text(text);
        auto length = int64_t(conversion.bytes ? text.size() : utf8::count_points(text));
        render_percent_text(out, conversion, text, length);
    }

    PercentCursor cursor_;
    std::vector<std::string> values_;
    std::map<std::string, std::string> mapping_;
    std::string current_;
    std::string raised_;
};

std::string formatted(const Case& fields)
{
    Arguments arguments(fields);
    RunText out;
    Formatted error;
    switch (percent_format(fields[1], fields[0] == "bytes", arguments, out, error)) {
    case PercentStatus::Done:
        break;
    case PercentStatus::Raised:
        return "!" + arguments.raised();
    case PercentStatus::Failed:
        return "!" + error.text.written();
    }
    return arguments.all_used() ? out.written() : "!left over";
}

} // namespace

TEST_CASE("stored cases of printf-style formats give what CPython gives", "[base][format]")
{
    auto cases = read_cases("percent_formats.txt");
    REQUIRE(cases.size() > 100);
    for (const Case& fields : cases) {
        CAPTURE(fields);
        CHECK(formatted(fields) == fields.back());
    }
}

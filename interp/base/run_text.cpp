#include "base/run_text.h"

#include <cassert>

namespace coil::internal
{

void RunText::append(size_t count, std::string_view unit)
{
    if (count >= least_run / unit.size()) {
        add_run(count, unit);
        return;
    }
    for (; count; count--)
        text_ += unit;
}

std::string RunText::written() const
{
    std::string out;
    out.reserve(size());
    visit([&](std::string_view unit, size_t count) {
        for (; count; count--)
            out += unit;
        return true;
    });
    return out;
}

void RunText::add_run(size_t count, std::string_view unit)
{
    assert(unit.size() <= max_unit);
    Run run{ text_.size(), count, nullptr, unit.size(), {} };
    unit.copy(run.own, max_unit);
    runs_.push_back(run);
    run_bytes_ += count * unit.size();
}

void RunText::add_kept(std::string_view text)
{
    runs_.push_back({ text_.size(), 1, text.data(), text.size(), {} });
    run_bytes_ += text.size();
}

} // namespace coil::internal

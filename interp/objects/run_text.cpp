#include "objects/run_text.h"

#include "base/utf8.h"
#include "objects/search_progress.h"

namespace coil::internal
{

namespace
{

/// Counts the code points of text that is not a run.
bool count_points(std::string_view text, size_t& length, byte_text::Progress& progress)
{
    for (; !text.empty(); text.remove_prefix(std::min(text.size(), byte_text::bytes_at_once))) {
        std::string_view part = text.substr(0, byte_text::bytes_at_once);
        length += utf8::count_points(part);
        if (!progress.go_on(part.size()))
            return false;
    }
    return true;
}

} // namespace

bool write_runs(char* out, const RunText& text, byte_text::Progress& progress)
{
    return text.visit([&](std::string_view unit, size_t count) {
        size_t size = unit.size() * count;
        bool written =
            count == 1 ? byte_text::copy(out, unit, &progress) : byte_text::repeat(out, size, unit, &progress);
        out += size;
        return written;
    });
}

Result<Str*> make_long_str(Vm& vm, const RunText& text)
{
    Str* str = TRY(make_str_uninitialized(vm, text.size()));
    SearchProgress progress(vm);
    if (!write_runs(const_cast<char*>(str->data), text, progress))
        return Raised{};
    size_t length = 0;
    bool counted = text.visit([&](std::string_view unit, size_t count) {
        if (count == 1)
            return count_points(unit, length, progress);
        length += count * utf8::count_points(unit);
        return true;
    });
    if (!counted)
        return Raised{};
    vm.charge_bytes(std::min(text.size(), byte_text::bytes_at_once));
    str_filled(str, length);
    return str;
}

} // namespace coil::internal

#pragma once
// Text in which long runs are described instead of written: what a format with a width of thousands of millions gives.
// It costs little until somebody writes it to where it is to stand, which may be done in steps. Knows no values.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coil::internal
{

class RunText
{
public:
    /// Shorter runs are written at once.
    static constexpr size_t least_run = 4096;
    static constexpr size_t max_unit = 8;

    RunText() = default;
    RunText(std::string text)
        : text_(std::move(text))
    {
    }
    RunText(const char* text)
        : text_(text)
    {
    }

    RunText& operator+=(char character)
    {
        text_ += character;
        return *this;
    }
    RunText& operator+=(std::string_view text)
    {
        if (!text.empty())
            text_ += text;
        return *this;
    }
    /// `count` times the character.
    void append(size_t count, char character)
    {
        if (count >= least_run) [[unlikely]]
            add_run(count, { &character, 1 });
        else if (count > 0)
            text_.append(count, character);
    }
    /// `count` times the unit, of at most max_unit bytes.
    void append(size_t count, std::string_view unit);
    /// Text that lives longer than this: when it is long it is not copied.
    void append_kept(std::string_view text)
    {
        if (text.size() < least_run) [[likely]]
            text_ += text;
        else
            add_kept(text);
    }
    /// Expects so many bytes, runs among them.
    void reserve(size_t size)
    {
        if (size > text_.capacity())
            text_.reserve(std::min(size, least_run));
    }

    /// Bytes, with the runs written.
    size_t size() const { return text_.size() + run_bytes_; }
    bool has_runs() const { return !runs_.empty(); }
    /// The text of what has no runs.
    std::string_view view() const { return text_; }
    /// All of the text in memory.
    std::string written() const;

    /// Goes from left to right, by visit(unit, count), which gives false to stop.
    template <class Visit> bool visit(Visit visit) const
    {
        std::string_view text = text_;
        size_t at = 0;
        for (const Run& run : runs_) {
            if (run.at > at && !visit(text.substr(at, run.at - at), size_t(1)))
                return false;
            at = run.at;
            if (!visit(run.unit(), run.count))
                return false;
        }
        return at == text.size() || visit(text.substr(at), size_t(1));
    }

private:
    /// Stands before the byte `at` of text_.
    struct Run {
        size_t at;
        size_t count;
        const char* kept; ///< or null: `own`
        size_t size;
        char own[max_unit];

        std::string_view unit() const { return { kept ? kept : own, size }; }
    };

    void add_run(size_t count, std::string_view unit);
    void add_kept(std::string_view text);

    std::string text_; ///< all but the runs
    std::vector<Run> runs_;
    size_t run_bytes_ = 0;
};

} // namespace coil::internal

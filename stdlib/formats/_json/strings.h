#pragma once
// JSON strings: read from a text, and written into an output that grows in the heap.
#include "objects/storage.h"
#include "objects/str.h"

namespace coil::internal::json
{

/// Text that is put together in a cell, so that the heap's limit counts it.
class Output
{
public:
    explicit Output(Vm& vm)
        : vm_(vm)
    {
    }
    /// Where `size` bytes may be written; they count when `advance` says so.
    Result<char*> room(size_t size)
    {
        if (!storage_ || size > storage_->capacity - size_) [[unlikely]]
            TRY(grow(size));
        return storage_->data + size_;
    }
    void advance(size_t size) { size_ += size; }
    Result<void> add(std::string_view text)
    {
        std::memcpy(TRY(room(text.size())), text.data(), text.size());
        size_ += text.size();
        return {};
    }
    Result<void> add(Str* text)
    {
        is_ascii_ = is_ascii_ && text->is_ascii();
        return add(text->view());
    }
    /// What is written from here on may be other than ASCII.
    void mix() { is_ascii_ = false; }
    Result<Str*> finish() { return (is_ascii_ ? make_ascii_str : make_str)(vm_, view()); }

private:
    std::string_view view() const { return storage_ ? std::string_view(storage_->data, size_) : std::string_view(); }
    Result<void> grow(size_t size);

    Vm& vm_;
    ByteArrayStorage* storage_ = nullptr;
    size_t size_ = 0;
    bool is_ascii_ = true;
};

/// Writes the string in quotes; `ascii`: everything beyond ASCII as \uXXXX.
Result<void> write_string(Output& out, Str* text, bool ascii);

/// A JSON string that was read.
struct ReadString {
    Str* text = nullptr;
    size_t end = 0; ///< behind the quote, in bytes
};
/// What is wrong with a string, and where, in bytes. No message: nothing.
struct Problem {
    const char* message = nullptr;
    size_t at = 0;
};

/// Reads strings of one text, whose bytes the caller keeps.
class StringReader
{
public:
    StringReader(Vm& vm, std::string_view text, bool strict)
        : vm_(vm)
        , text_(text)
        , strict_(strict)
    {
    }
    /// The string whose first character stands at `start`, behind the quote. A failure without `problem` is pending.
    Result<ReadString> read(size_t start, Problem& problem);
    /// The same of a key: those that were read lately are the same objects.
    Result<ReadString> read_key(size_t start, Problem& problem);

private:
    /// The first byte from `at` that ends a plain run: a quote, a backslash, a control character or the end.
    size_t end_of_run(size_t at, bool& ascii) const;
    /// Reads the escape at `at`, which is moved behind it.
    bool read_escape(size_t& at, size_t start, Problem& problem);
    bool read_unicode(size_t& at, Problem& problem);
    Result<ReadString> read_escaped(size_t start, size_t at, Problem& problem);

    static constexpr size_t key_count = 128;
    Vm& vm_;
    std::string_view text_;
    bool strict_;
    std::string buffer_;
    Str* keys_[key_count] = {}; ///< on the native stack, which is scanned
};

} // namespace coil::internal::json

#pragma once
// What the text of files is in bytes: encodings, and line ends as `newline` says.
#include "io/file.h"

namespace coil::internal
{

/// Where the first line of `rest` ends, its line end included; npos when more must be read to know. `searched` bytes
/// are known to hold no line end; it is updated.
size_t find_line_end(const FileState& state, std::string_view rest, size_t& searched);
/// Counts characters (bytes of binary files) of input that arrives in pieces.
class CharacterCount
{
public:
    CharacterCount(const FileState& state, size_t most)
        : state_(state)
        , most_(most)
    {
    }
    /// Goes on over `rest`, which starts as at the call before; false when more must be read.
    bool advance(std::string_view rest);
    /// Bytes that make up the characters met, no more than `most` of them.
    size_t bytes() const { return bytes_; }

private:
    const FileState& state_;
    size_t most_, count_ = 0, bytes_ = 0, last_ = 0;
};

/// Makes line ends of input '\n', when the file is to.
std::string translated(const FileState& state, std::string text);
/// Decodes what was just read where bytes can't be given out as they are: byte order marks, UTF-16 and UTF-32.
Result<void> decode_input(Vm& vm, FileState* state, bool at_start);
bool is_wide(const FileState& state);
/// Text as it is written: encoded, its line ends as the file's. Raises UnicodeEncodeError.
Result<std::string> encode_output(Vm& vm, const FileState* state, std::string_view text);

} // namespace coil::internal

#pragma once
// The Unicode character database of the module, made of the distribution's files when coil is built
// (scripts/dev/embed_unicode_data.cpp). A code point's number in a table stands in two steps: the block of its
// block_size neighbours, then its place there. Without the files every character is unassigned.
#include <cstddef>
#include <cstdint>

namespace coil::internal::unidata
{

constexpr unsigned block_bits = 7;
constexpr unsigned block_size = 1u << block_bits;
constexpr uint32_t point_limit = 0x110000;

enum Flag : uint8_t {
    Mirrored = 1,
    Assigned32 = 2, ///< in Unicode 3.2
    NotNfc = 4,     ///< not, or perhaps not, in text of that form
    NotNfkc = 8,
    NotNfd = 16,
    NotNfkd = 32,
};

struct Record {
    uint8_t category;      ///< in category_names
    uint8_t bidirectional; ///< in bidirectional_names; 0: none
    uint8_t combining;
    uint8_t width; ///< in width_names
    uint8_t flags;
    int8_t decimal;  ///< or -1
    int8_t digit;    ///< or -1
    uint8_t numeric; ///< in numeric_values; 0: none
};

constexpr const char* category_names[] = { "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co" };
constexpr const char* bidirectional_names[] = { "", "L", "LRE", "LRO", "R", "AL", "RLE", "RLO", "PDF", "EN", "ES", "ET",
    "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI" };
constexpr const char* width_names[] = { "N", "F", "H", "W", "Na", "A" };
/// How a decomposition that is not canonical is marked.
constexpr const char* tag_names[] = { "", "<noBreak>", "<compat>", "<super>", "<fraction>", "<wide>", "<narrow>",
    "<circle>", "<square>", "<font>", "<initial>", "<medial>", "<final>", "<isolated>", "<sub>", "<vertical>",
    "<small>" };

extern const char* const version;
extern const uint16_t record_blocks[];
extern const uint16_t record_places[];
extern const Record records[];
extern const double numeric_values[];

/// Where a decomposition begins in `decompositions` (0: there is none): its tag above eight bits that tell how many
/// code points follow.
extern const uint16_t decomposition_blocks[];
extern const uint16_t decomposition_places[];
extern const uint32_t decompositions[];

/// Pairs that are composed, ascending by the first code point and then the second.
struct Composition {
    uint32_t first, second, composed;
};
extern const Composition compositions[];
extern const size_t composition_count;

/// Named sequences, ascending by name.
struct Sequence {
    const char* name;
    const char* text;
};
extern const Sequence sequences[];
extern const size_t sequence_count;

inline const Record& record_of(uint32_t point)
{
    size_t block = record_blocks[point >> block_bits];
    return records[record_places[block << block_bits | (point & (block_size - 1))]];
}
inline const uint32_t* decomposition_of(uint32_t point)
{
    size_t block = decomposition_blocks[point >> block_bits];
    return decompositions + decomposition_places[block << block_bits | (point & (block_size - 1))];
}

} // namespace coil::internal::unidata

#pragma once
// What a pattern says, as a tree: what the parser makes and the translators read. It knows nothing of the heap.
//
// Nodes stand in one array and name each other by index, so that a pattern of any depth dies without recursion. Flags
// that act on a node are noted in it: behind the parser there is no state of flags.
#include <cstdint>
#include <string>
#include <vector>

namespace coil::internal::regex
{

/// The bits that scripts know (re.RegexFlag).
enum Flag : uint32_t {
    IgnoreCase = 2,
    Locale = 4,
    Multiline = 8,
    DotAll = 16,
    Unicode = 32,
    Verbose = 64,
    Debug = 128,
    Ascii = 256,
};
inline constexpr uint32_t type_flags = Ascii | Locale | Unicode;

struct Range {
    uint32_t first, last;
};

/// A set of characters: ranges and classes as they were written.
struct CharacterSet {
    enum Class : uint8_t { Word = 1, NotWord = 2, Digit = 4, NotDigit = 8, Space = 16, NotSpace = 32 };
    std::vector<Range> ranges;
    uint8_t classes = 0;
    bool negated = false;
};

enum class NodeKind : uint8_t {
    Literal,       ///< `number` is the character
    Set,           ///< `number` is the index of the set
    Any,           ///< . : not a line end, but with DotAll
    LineStart,     ///< ^
    LineEnd,       ///< $
    TextStart,     ///< \A
    TextEnd,       ///< \z
    Boundary,      ///< \b
    NotBoundary,   ///< \B
    Sequence,      ///< of the children; empty: matches nothing everywhere
    Branch,        ///< one of the children, the first that does
    Repeat,        ///< the child, `least` to `most` times
    Group,         ///< the child; `number` is the group, 0 when it captures nothing
    Atomic,        ///< the child, taken as it matched first
    Look,          ///< ahead or `behind`, `negated`
    BackReference, ///< to the group `number`
    Conditional,   ///< whether group `number` matched: the first child, or the second where there is one
};

enum class Greed : uint8_t { Greedy, Lazy, Possessive };

inline constexpr uint32_t no_maximum = 0xFFFFFFFF;

struct Node {
    NodeKind kind = NodeKind::Sequence;
    Greed greed = Greed::Greedy;
    bool negated = false, behind = false;
    uint32_t flags = 0;
    uint32_t number = 0;
    uint32_t least = 0, most = 0;
    uint64_t shortest = 0, longest = 0; ///< what it takes, in characters; saturated
    std::vector<uint32_t> children;
};

struct Tree {
    std::vector<Node> nodes;
    std::vector<CharacterSet> sets;
    uint32_t root = 0;
    uint32_t groups = 0; ///< that capture
    uint32_t flags = 0;  ///< of the whole
    struct Closing {
        uint32_t group;
        bool is_ahead;    ///< it is in a look-ahead
        uint32_t outside; ///< the capturing group around that, or 0
    };
    std::vector<Closing> closings; ///< of the groups that capture, in the order in which they end in the pattern
    bool is_bytes = false;
};

} // namespace coil::internal::regex

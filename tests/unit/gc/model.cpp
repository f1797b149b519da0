// A random graph changed at random, compared with a model that never forgets.
#include "gc_test.h"

#include <map>
#include <random>
#include <set>

using namespace coil::internal;
using namespace coil::internal::gc;
using namespace coil::internal::gc::test;

namespace
{
/// Mirrors a graph of arrays in the heap: node numbers, their edges and the roots.
class Model
{
public:
    Model(const Options& options, unsigned seed)
        : heap_(options)
        , roots_(heap_)
        , random_(seed)
    {
        for (int i = 0; i < 40; ++i)
            roots_.push_back(Value());
        root_numbers_.resize(40, 0);
    }

    void step()
    {
        switch (pick(20)) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4:
        case 5:
        case 6:
        case 7:
            add_node();
            break;
        case 8:
        case 9:
        case 10:
        case 11:
            link();
            break;
        case 12:
            cut();
            break;
        case 13:
            drop_root();
            break;
        case 14:
            garbage();
            break;
        case 15:
            release();
            break;
        default:
            check_path();
            break;
        }
    }

    void check()
    {
        heap_.collect(true);
        std::set<uint64_t> live;
        std::vector<uint64_t> work;
        auto reach = [&](uint64_t number) {
            if (number && live.insert(number).second)
                work.push_back(number);
        };
        for (uint64_t number : root_numbers_)
            reach(number);
        size_t bytes = 0;
        while (!work.empty()) {
            uint64_t number = work.back();
            work.pop_back();
            const Node& node = nodes_.at(number);
            REQUIRE(heap_.is_cell(node.cell));
            REQUIRE(node.cell->kind == ArrayKind);
            REQUIRE(node.cell->count == node.edges.size() + 1);
            REQUIRE(node.cell->items[0] == Value::small(int64_t(number)));
            bytes += rounded_bytes(Array::bytes(node.cell->count));
            for (size_t i = 0; i < node.edges.size(); ++i) {
                uint64_t edge = node.edges[i];
                REQUIRE(node.cell->items[i + 1] == (edge ? Value::cell(nodes_.at(edge).cell) : Value()));
                reach(edge);
            }
        }
        REQUIRE(heap_.bytes_in_use() == bytes);
        std::erase_if(nodes_, [&](auto& entry) { return !live.contains(entry.first); });
    }

private:
    struct Node {
        Array* cell;
        std::vector<uint64_t> edges;
    };

    size_t pick(size_t below) { return random_() % below; }

    Array* make(uint64_t number, size_t edges)
    {
        Array* cell = heap_.array(edges + 1);
        REQUIRE(cell);
        cell->items[0] = Value::small(int64_t(number));
        return cell;
    }
    /// A node that a random walk from a root reaches; 0 when the root is empty.
    uint64_t walk()
    {
        uint64_t number = root_numbers_[pick(root_numbers_.size())];
        for (size_t steps = pick(12); number && steps > 0; --steps) {
            const Node& node = nodes_.at(number);
            uint64_t next = node.edges.empty() ? 0 : node.edges[pick(node.edges.size())];
            if (!next)
                break;
            number = next;
        }
        return number;
    }
    void add_node()
    {
        size_t edges = pick(50) == 0 ? pick(6000) : pick(8);
        uint64_t number = ++last_;
        Array* cell = make(number, edges);
        nodes_[number] = { cell, std::vector<uint64_t>(edges) };
        size_t root = pick(root_numbers_.size());
        uint64_t before = root_numbers_[root];
        if (edges > 0 && before) {
            nodes_[number].edges[0] = before;
            cell->items[1] = Value::cell(nodes_.at(before).cell);
        }
        root_numbers_[root] = number;
        roots_[root] = Value::cell(cell);
    }
    void link() { set_edge(walk(), walk()); }
    void cut() { set_edge(walk(), 0); }
    void set_edge(uint64_t from, uint64_t to)
    {
        if (!from || nodes_.at(from).edges.empty())
            return;
        Node& node = nodes_.at(from);
        size_t edge = pick(node.edges.size());
        node.edges[edge] = to;
        store(heap_, node.cell, node.cell->items[edge + 1], to ? Value::cell(nodes_.at(to).cell) : Value());
    }
    void drop_root()
    {
        size_t root = pick(root_numbers_.size());
        root_numbers_[root] = 0;
        roots_[root] = Value();
    }
    void garbage()
    {
        for (size_t count = pick(30); count > 0; --count)
            make(0, pick(20));
    }
    /// Makes a node that only this function knows, lets it grow old perhaps, and releases it.
    void release()
    {
        size_t edges = pick(10) == 0 ? pick(10000) : pick(8);
        Root<Array> cell(heap_, make(0, edges));
        if (pick(3) == 0)
            heap_.collect(pick(10) == 0);
        uint64_t target = walk();
        if (target && edges)
            store(heap_, cell, cell->items[1], Value::cell(nodes_.at(target).cell));
        Array* released = cell;
        cell = nullptr;
        heap_.free_now(released, Array::bytes(edges + 1));
    }
    void check_path()
    {
        uint64_t number = walk();
        if (!number)
            return;
        const Node& node = nodes_.at(number);
        if (node.cell->items[0] != Value::small(int64_t(number)))
            FAIL("node " << number << " was lost");
    }

    TestHeap heap_;
    RootVector roots_;
    std::mt19937 random_;
    std::vector<uint64_t> root_numbers_;
    std::map<uint64_t, Node> nodes_;
    uint64_t last_ = 0;
};

void run(const Options& options, unsigned seed, int steps, int check_every)
{
    Model model(options, seed);
    for (int i = 1; i <= steps; ++i) {
        model.step();
        if (i % check_every == 0)
            model.check();
    }
    model.check();
}
} // namespace

TEST_CASE("a random graph equals its model", "[gc]")
{
    Options options;
    options.stress = false;
    options.nursery = size_t(64) << 10;
    options.smallest_full = size_t(512) << 10;
    SECTION("with small generations")
    {
        for (unsigned seed = 1; seed <= 6; ++seed)
            run(options, seed, 30000, 3000);
    }
    SECTION("below a limit")
    {
        options.limit = size_t(64) << 20;
        run(options, 11, 30000, 3000);
    }
    SECTION("collecting at every allocation")
    {
        options.stress = true;
        run(options, 21, 6000, 500);
    }
}

// What can't be reached: the body of `if 0`, the else of a try whose body returns. It is compiled as all else is, since
// CPython tells what is wrong with it too, and then taken back: no instruction of it stays, no line, no way to a
// handler.
#include "compile/code_generator.h"

#include <memory>

namespace coil::internal
{

using namespace ast;

namespace
{

/// What compiling changes of the code that is being generated, as it was before. Regions, meetings and finallys belong
/// to those who compile the statements around, and the blocks know them.
class Before
{
public:
    explicit Before(FunctionState& state)
        : state_(state)
        , mark_(state.builder.mark())
        , next_(state.next)
        , limit_(state.limit)
        , alive_(state.alive)
        , returns_value_(state.returns_value)
        , leaving_(state.leaving)
        , assigned_(state.assigned)
        , deleted_(state.deleted)
        , checked_(state.checked)
        , self_attributes_(state.self_attributes.size())
        , annotations_(state.annotations.size())
    {
        for (const Block& block : state.blocks)
            around_.push_back({ block, copied(block.region), copied(block.at_break), copied(block.shared) });
    }
    Before(const Before&) = delete;
    Before& operator=(const Before&) = delete;
    ~Before()
    {
        state_.builder.forget(mark_);
        state_.next = next_;
        state_.limit = limit_;
        state_.alive = alive_;
        state_.returns_value = returns_value_;
        state_.leaving = leaving_;
        state_.assigned = std::move(assigned_);
        state_.deleted = std::move(deleted_);
        state_.checked = std::move(checked_);
        state_.self_attributes.resize(self_attributes_);
        state_.annotations.resize(annotations_);
        state_.blocks.clear();
        for (Around& each : around_) {
            put_back(each.block.region, each.region);
            put_back(each.block.at_break, each.at_break);
            put_back(each.block.shared, each.shared);
            state_.blocks.push_back(each.block);
        }
    }

private:
    struct Around {
        Block block;
        std::unique_ptr<Region> region;
        std::unique_ptr<Meeting> at_break;
        std::unique_ptr<SharedFinally> shared;
    };

    template <typename T> static std::unique_ptr<T> copied(const T* from)
    {
        return from ? std::make_unique<T>(*from) : nullptr;
    }
    template <typename T> static void put_back(T* to, std::unique_ptr<T>& from)
    {
        if (to)
            *to = std::move(*from);
    }

    FunctionState& state_;
    Builder::Mark mark_;
    Register next_, limit_;
    bool alive_, returns_value_;
    Register* leaving_;
    Assigned assigned_, deleted_, checked_;
    size_t self_attributes_, annotations_;
    std::vector<Around> around_;
};

} // namespace

template <typename Compile> void CodeGenerator::unreachable(Compile compile)
{
    Before before(*state_);
    state_->alive = false;
    compile();
}

void CodeGenerator::unreachable_block(Statements body)
{
    if (!body.empty())
        unreachable([&] { block(body); });
}

/// The body of a loop that is never entered.
void CodeGenerator::unreachable_loop(Statements body)
{
    unreachable([&] {
        Meeting at_break;
        state_->blocks.push_back(Block::of_loop(out(), at_break));
        block(body);
    });
}

void CodeGenerator::unreachable_value(const Expression& node)
{
    unreachable([&] { any(node); });
}

} // namespace coil::internal

#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <random>
#include <utility>
#include <vector>

#include "async/loop/timers.h"

using namespace coil::internal;

namespace
{

struct Subject : Cell {
    double when;
    uint64_t name;
    bool cancelled;
};
constexpr gc::KindInfo kinds[] = { {}, { "subject" } };

bool is_cancelled(const Cell* subject) { return static_cast<const Subject*>(subject)->cancelled; }

/// Timers and what they are for, which no collection takes.
class TestTimers
{
public:
    TestTimers()
        : heap_(kinds, never_collecting())
        , timers_(heap_)
    {
    }
    Timers& operator*() { return timers_; }
    Timers* operator->() { return &timers_; }

    Subject* add(double when, uint64_t name)
    {
        auto* subject = heap_.allocate<Subject>(1);
        subject->when = when;
        subject->name = name;
        timers_.add(when, subject);
        return subject;
    }
    void cancel(Subject* subject)
    {
        subject->cancelled = true;
        timers_.note_cancelled(is_cancelled);
    }
    uint64_t take() { return static_cast<Subject*>(timers_.take_first())->name; }
    std::vector<uint64_t> take_all()
    {
        std::vector<uint64_t> names;
        while (!timers_.empty())
            names.push_back(take());
        return names;
    }
    size_t count() const
    {
        size_t count = 0;
        timers_.for_each([&](const Cell*) { count++; });
        return count;
    }

private:
    static gc::Options never_collecting()
    {
        gc::Options options;
        options.stress = false;
        options.nursery = size_t(1) << 40;
        return options;
    }
    gc::Heap heap_;
    Timers timers_;
};

std::vector<uint64_t> counted(uint64_t first, uint64_t end, uint64_t step = 1)
{
    std::vector<uint64_t> numbers;
    for (; first < end; first += step)
        numbers.push_back(first);
    return numbers;
}

} // namespace

TEST_CASE("timers come by time, and those of one time in order of arrival", "[async][timers]")
{
    std::mt19937 random(1);
    // Every shape that a heap with four children a node has.
    for (size_t count = 0; count <= 90; count++) {
        INFO(count);
        TestTimers timers;
        std::vector<std::pair<double, uint64_t>> expected;
        for (uint64_t i = 0; i < count; i++) {
            double when = double(random() % 12) / 4 - 1;
            timers.add(when, i);
            expected.emplace_back(when, i);
        }
        std::stable_sort(
            expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [when, name] : expected) {
            REQUIRE_FALSE(timers->empty());
            REQUIRE(timers->first_time() == when);
            REQUIRE(static_cast<Subject*>(timers->first())->name == name);
            REQUIRE(timers.take() == name);
        }
        REQUIRE(timers->empty());
    }
}

TEST_CASE("timers that are taken and added in turn stay in order", "[async][timers]")
{
    std::mt19937 random(2);
    TestTimers timers;
    std::vector<std::pair<double, uint64_t>> expected;
    for (uint64_t i = 0; i < 3000; i++) {
        if (expected.empty() || random() % 5 < 3) {
            double when = double(random() % 50);
            timers.add(when, i);
            auto behind = [](double time, const auto& other) { return time < other.first; };
            expected.insert(std::upper_bound(expected.begin(), expected.end(), when, behind), { when, i });
        } else {
            REQUIRE(timers->first_time() == expected.front().first);
            REQUIRE(timers.take() == expected.front().second);
            expected.erase(expected.begin());
        }
    }
    REQUIRE(timers.count() == expected.size());
}

TEST_CASE("many timers of one deadline are first in, first out", "[async][timers]")
{
    TestTimers timers;
    for (uint64_t i = 0; i < 5000; i++)
        timers.add(7.5, i);
    REQUIRE(timers.take_all() == counted(0, 5000));
}

TEST_CASE("infinite times are the first and the last", "[async][timers]")
{
    TestTimers timers;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    timers.add(infinity, 4);
    timers.add(0, 2);
    timers.add(-infinity, 1);
    timers.add(1e308, 3);
    REQUIRE(timers.take_all() == counted(1, 5));
}

TEST_CASE("a few cancelled timers stay until they are due", "[async][timers]")
{
    TestTimers timers;
    std::vector<Subject*> subjects;
    for (uint64_t i = 0; i < 120; i++)
        subjects.push_back(timers.add(double(i % 3), i));
    for (size_t i = 0; i < 99; i++)
        timers.cancel(subjects[i]);
    REQUIRE(timers.count() == 120);
    REQUIRE(static_cast<Subject*>(timers->first())->name == 0);
}

TEST_CASE("cancelled timers are dropped when they are half of all, and the others keep their order", "[async][timers]")
{
    TestTimers timers;
    std::vector<Subject*> subjects;
    for (uint64_t i = 0; i < 300; i++)
        subjects.push_back(timers.add(double(i / 30), i));
    for (size_t i = 0; i < 298; i += 2)
        timers.cancel(subjects[i]);
    REQUIRE(timers.count() == 300);
    timers.cancel(subjects[298]);
    REQUIRE(timers.count() == 150);
    SECTION("they come in order") { REQUIRE(timers.take_all() == counted(1, 300, 2)); }
    SECTION("the next hundred are counted anew")
    {
        for (size_t i = 1; i < 199; i += 2)
            timers.cancel(subjects[i]);
        REQUIRE(timers.count() == 150);
        timers.cancel(subjects[199]);
        REQUIRE(timers.count() == 50);
    }
    SECTION("what is added later comes behind")
    {
        for (uint64_t i = 300; i < 310; i++)
            timers.add(9, i);
        std::vector<uint64_t> expected = counted(1, 300, 2), later = counted(300, 310);
        expected.insert(expected.end(), later.begin(), later.end());
        REQUIRE(timers.take_all() == expected);
    }
}

TEST_CASE("what is left of timers in any order is in order", "[async][timers]")
{
    std::mt19937 random(3);
    TestTimers timers;
    std::vector<Subject*> subjects;
    std::vector<std::pair<double, uint64_t>> left;
    for (uint64_t i = 0; i < 400; i++) {
        double when = double(random() % 300);
        subjects.push_back(timers.add(when, i));
        // The early ones are cancelled, so that what is left was far down.
        if (when >= 200)
            left.emplace_back(when, i);
    }
    for (Subject* each : subjects)
        if (std::find(left.begin(), left.end(), std::pair(each->when, each->name)) == left.end())
            timers.cancel(each);
    std::stable_sort(left.begin(), left.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<uint64_t> expected;
    for (const auto& [when, name] : left)
        expected.push_back(name);
    std::vector<uint64_t> names;
    while (!timers->empty())
        if (auto* first = static_cast<Subject*>(timers->first()); first->cancelled)
            timers->take_first();
        else
            names.push_back(timers.take());
    REQUIRE(names == expected);
}

TEST_CASE("all timers may be cancelled", "[async][timers]")
{
    TestTimers timers;
    std::vector<Subject*> subjects;
    for (uint64_t i = 0; i < 100; i++)
        subjects.push_back(timers.add(1, i));
    for (Subject* each : subjects)
        timers.cancel(each);
    REQUIRE(timers->empty());
    timers.add(2, 7);
    REQUIRE(timers.take() == 7);
}

TEST_CASE("cancelled timers that were taken out count no more", "[async][timers]")
{
    TestTimers timers;
    std::vector<Subject*> subjects;
    for (uint64_t i = 0; i < 300; i++)
        subjects.push_back(timers.add(double(i), i));
    for (size_t i = 0; i < 99; i++)
        timers.cancel(subjects[i]);
    for (size_t i = 0; i < 99; i++) {
        timers->take_first();
        timers->note_removed_cancelled();
    }
    for (size_t i = 99; i < 198; i++)
        timers.cancel(subjects[i]);
    REQUIRE(timers.count() == 201);
}

TEST_CASE("clearing forgets the timers and how many were cancelled", "[async][timers]")
{
    TestTimers timers;
    for (uint64_t i = 0; i < 150; i++) {
        Subject* subject = timers.add(1, i);
        if (i < 99)
            timers.cancel(subject);
    }
    timers->clear();
    REQUIRE(timers->empty());
    Subject* subject = timers.add(1, 0);
    timers.cancel(subject);
    REQUIRE(timers.count() == 1);
}

#pragma once
// Arithmetic of the proleptic Gregorian calendar, on plain numbers. It must not know the Vm.
//
// Days are ordinals as date.toordinal() has them: 1 is 0001-01-01. Years are counted from March inside, so that the
// leap day is a year's last (Howard Hinnant, "chrono-compatible low-level date algorithms"). A moment is one number:
//
//     fold(1) | year(14) month(4) day(5) | hour(5) minute(6) second(6) microsecond(20)
//
// so that two of them compare as numbers when the fold is left out.
#include <array>
#include <cstdint>

namespace coil::internal::dates
{

inline constexpr int min_year = 1, max_year = 9999;
inline constexpr int max_ordinal = 3652059;
inline constexpr int64_t second_us = 1'000'000, day_seconds = 86'400, day_us = day_seconds * second_us;

struct CivilDate {
    int year = 1, month = 1, day = 1;
};
/// All the fields of a datetime; a time's date is that of the first day of 1900 where one is needed.
struct Fields : CivilDate {
    int hour = 0, minute = 0, second = 0, microsecond = 0, fold = 0;
};

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
constexpr int days_in_month(int year, int month)
{
    constexpr std::array<int8_t, 13> days = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : days[size_t(month)];
}
constexpr int day_of_year(const CivilDate& date)
{
    constexpr std::array<int16_t, 13> before = { 0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
    return before[size_t(date.month)] + (date.month > 2 && is_leap(date.year)) + date.day;
}

/// Days beyond the month's end count on.
constexpr int to_ordinal(int year, int month, int day)
{
    int shifted = month > 2 ? month - 3 : month + 9;
    int from_march = month > 2 ? year : year - 1;
    return from_march * 365 + from_march / 4 - from_march / 100 + from_march / 400 + (153 * shifted + 2) / 5 + day -
        306;
}
constexpr int to_ordinal(const CivilDate& date) { return to_ordinal(date.year, date.month, date.day); }

/// `ordinal` is 1 to some 200 million.
constexpr CivilDate from_ordinal(int ordinal)
{
    auto days = uint32_t(ordinal + 305);
    uint32_t era = days / 146097, of_era = days % 146097;
    uint32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    uint32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    uint32_t shifted = (5 * of_year + 2) / 153;
    int month = int(shifted < 10 ? shifted + 3 : shifted - 9);
    return { int(era * 400 + year) + (month <= 2), month, int(of_year - (153 * shifted + 2) / 5) + 1 };
}

/// 0 is Monday.
constexpr int weekday_of(int ordinal) { return (ordinal + 6) % 7; }
constexpr int weekday_of(const CivilDate& date) { return weekday_of(to_ordinal(date)); }

/// The ordinal of the Monday that begins the year's first week by ISO 8601.
constexpr int iso_year_start(int year)
{
    int first = to_ordinal(year, 1, 1), weekday = weekday_of(first);
    return weekday > 3 ? first - weekday + 7 : first - weekday;
}

struct IsoDate {
    int year, week, weekday;
};
constexpr IsoDate to_iso(const CivilDate& date)
{
    int ordinal = to_ordinal(date), year = date.year, start = iso_year_start(year);
    if (ordinal < start)
        start = iso_year_start(--year);
    else if (ordinal >= start + 52 * 7 && ordinal >= iso_year_start(year + 1))
        start = iso_year_start(++year);
    return { year, (ordinal - start) / 7 + 1, (ordinal - start) % 7 + 1 };
}

enum class IsoFault : uint8_t { None, Year, Week, Weekday };
/// Which part of it is out of range.
constexpr IsoFault check_iso(const IsoDate& date)
{
    if (date.year < min_year || date.year > max_year)
        return IsoFault::Year;
    bool has_53 = (iso_year_start(date.year + 1) - iso_year_start(date.year)) / 7 == 53;
    if (date.week < 1 || date.week > (has_53 ? 53 : 52))
        return IsoFault::Week;
    return date.weekday < 1 || date.weekday > 7 ? IsoFault::Weekday : IsoFault::None;
}
/// The date of one that is in range; its year may be 0 or 10000.
constexpr CivilDate from_iso(const IsoDate& date)
{
    return from_ordinal(iso_year_start(date.year) + (date.week - 1) * 7 + date.weekday - 1);
}

inline constexpr int day_shift = 37, month_shift = 42, year_shift = 46;
inline constexpr uint64_t fold_bit = uint64_t(1) << 60;

constexpr uint64_t pack_date(const CivilDate& date)
{
    return uint64_t(date.year) << year_shift | uint64_t(date.month) << month_shift | uint64_t(date.day) << day_shift;
}
constexpr uint64_t pack_clock(int hour, int minute, int second, int microsecond)
{
    return uint64_t(hour) << 32 | uint64_t(minute) << 26 | uint64_t(second) << 20 | uint64_t(microsecond);
}
constexpr uint64_t pack(const Fields& fields)
{
    return pack_date(fields) | pack_clock(fields.hour, fields.minute, fields.second, fields.microsecond) |
        (fields.fold ? fold_bit : 0);
}
constexpr int year_of(uint64_t packed) { return int(packed >> year_shift & 0x3fff); }
constexpr int month_of(uint64_t packed) { return int(packed >> month_shift & 0xf); }
constexpr int day_of(uint64_t packed) { return int(packed >> day_shift & 0x1f); }
constexpr int hour_of(uint64_t packed) { return int(packed >> 32 & 0x1f); }
constexpr int minute_of(uint64_t packed) { return int(packed >> 26 & 0x3f); }
constexpr int second_of(uint64_t packed) { return int(packed >> 20 & 0x3f); }
constexpr int microsecond_of(uint64_t packed) { return int(packed & 0xfffff); }
constexpr CivilDate date_of(uint64_t packed) { return { year_of(packed), month_of(packed), day_of(packed) }; }
constexpr Fields unpack(uint64_t packed)
{
    return { date_of(packed), hour_of(packed), minute_of(packed), second_of(packed), microsecond_of(packed),
        packed & fold_bit ? 1 : 0 };
}
constexpr uint64_t without_fold(uint64_t packed) { return packed & ~fold_bit; }

constexpr int64_t clock_seconds(uint64_t packed)
{
    return hour_of(packed) * 3600 + minute_of(packed) * 60 + second_of(packed);
}
/// Seconds and microseconds since the beginning of the day that has the ordinal 0.
constexpr int64_t moment_seconds(uint64_t packed)
{
    return to_ordinal(date_of(packed)) * day_seconds + clock_seconds(packed);
}
constexpr int64_t moment_us(uint64_t packed) { return moment_seconds(packed) * second_us + microsecond_of(packed); }
/// Whether there is a date for what moment_us counts.
constexpr bool is_in_range(int64_t us) { return us >= day_us && us < (int64_t(max_ordinal) + 1) * day_us; }
constexpr uint64_t moment_from_us(int64_t us)
{
    int64_t day = us / day_us, rest = us % day_us;
    auto seconds = int(rest / second_us);
    return pack_date(from_ordinal(int(day))) |
        pack_clock(seconds / 3600, seconds / 60 % 60, seconds % 60, int(rest % second_us));
}

} // namespace coil::internal::dates

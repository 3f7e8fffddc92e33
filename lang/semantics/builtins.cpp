// The table of built-in functions (of dates, years, windows and rounding), and the names that other languages have for
// them, for suggestions. docs/language.md describes each function.
#include "lang/semantics/builtins.hpp"

#include <array>

namespace cepol::semantics {

namespace {

constexpr std::array entries{
    BuiltinFunction{"full_years", "满年数", Builtin::full_years, 2},
    BuiltinFunction{"full_months", "满月数", Builtin::full_months, 2},
    BuiltinFunction{"days_between", "相隔天数", Builtin::days_between, 2},
    BuiltinFunction{"year", "年份", Builtin::year, 1},
    BuiltinFunction{"month", "月份", Builtin::month, 1},
    BuiltinFunction{"day", "日数", Builtin::day, 1},
    BuiltinFunction{"first_day", "首日", Builtin::first_day, 1},
    BuiltinFunction{"last_day", "末日", Builtin::last_day, 1},
    BuiltinFunction{"month_start", "月初", Builtin::month_start, 1},
    BuiltinFunction{"month_end", "月末", Builtin::month_end, 1},
    BuiltinFunction{"min", "较小", Builtin::minimum, 2, true},
    BuiltinFunction{"max", "较大", Builtin::maximum, 2, true},
    BuiltinFunction{"round_down", "舍去到", Builtin::round_down, 2},
    BuiltinFunction{"round_up", "进到", Builtin::round_up, 2},
    BuiltinFunction{"round_half_up", "四舍五入到", Builtin::round_half_up, 2},
    BuiltinFunction{"cycle", "周期", Builtin::cycle, 3},
    BuiltinFunction{"first", "起", Builtin::first, 1},
    BuiltinFunction{"last", "止", Builtin::last, 1},
    BuiltinFunction{"how_many", "成立项数", Builtin::how_many, 1, true},
    BuiltinFunction{"remainder", "余数", Builtin::remainder, 2},
};

// The names that other languages have for them.
struct Guess {
  std::string_view word, zh, en;
};
constexpr std::array guesses{
    Guess{"round", "四舍五入到", "round_half_up"},
    Guess{"取整", "舍去到", "round_down"},
    Guess{"floor", "舍去到", "round_down"},
    Guess{"向下取整", "舍去到", "round_down"},
    Guess{"int", "舍去到", "round_down"},
    Guess{"trunc", "舍去到", "round_down"},
    Guess{"ceil", "进到", "round_up"},
    Guess{"ceiling", "进到", "round_up"},
    Guess{"向上取整", "进到", "round_up"},
    Guess{"四舍五入", "四舍五入到", "round_half_up"},
    Guess{"mod", "余数", "remainder"},
    Guess{"取余", "余数", "remainder"},
    Guess{"age", "满年数", "full_years"},
    Guess{"years_between", "满年数", "full_years"},
    Guess{"年龄", "满年数", "full_years"},
    Guess{"周岁", "满年数", "full_years"},
    Guess{"months_between", "满月数", "full_months"},
    Guess{"datediff", "相隔天数", "days_between"},
    Guess{"minimum", "较小", "min"},
    Guess{"maximum", "较大", "max"},
    Guess{"最小值", "较小", "min"},
    Guess{"最大值", "较大", "max"},
    Guess{"exists", "存在", "some"},
    Guess{"all", "每个", "every"},
};

}  // namespace

const BuiltinFunction* find_builtin(std::string_view spelled) {
  for (const BuiltinFunction& one : entries)
    if (one.en == spelled || one.zh == spelled) return &one;
  return nullptr;
}

std::string_view builtin_name(std::string_view spelled) {
  const BuiltinFunction* const found = find_builtin(spelled);
  return found == nullptr ? std::string_view() : found->en;
}

void add_builtin_names(std::vector<std::string>& names) {
  for (const BuiltinFunction& one : entries) names.insert(names.end(), {std::string(one.en), std::string(one.zh)});
}

std::string usual_name_of(std::string_view name, bool english) {
  for (const Guess& guess : guesses)
    if (guess.word == name) return std::string(english ? guess.en : guess.zh);
  return {};
}

}  // namespace cepol::semantics

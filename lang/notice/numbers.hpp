// numbers_of(): the numbers and dates in the text of a clause, in the forms that official documents use: 170, １７０,
// 一百七十, twenty-four, 1/3, 三分之一, one third, 十二点五, 壹佰柒拾, 20%, 百分之二十, 20 percent; 2017年5月31日,
// 5月31日, 2017-05-31, June 30, 2017, 30 June.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/exact.hpp"

namespace cepol::notice {

struct WrittenNumber {
  std::size_t begin = 0, end = 0;  // bytes in Numbers::text; its unit follows there
  Exact value;
  bool percent = false;   // value: 1/5 of 20%
  bool fraction = false;  // 三分之一, 1/3, one half, 减半
  bool exact =
      true;  // false: ordinals (第三), approximate numbers (三十余), 半, and what may not be a number (一 of 统一)
};
struct WrittenDate {
  std::size_t begin = 0, end = 0;
  int year = 0, month = 0, day = 0;  // 0: not given
  bool exists() const;               // is in the calendar (of some year if none is given)
};
struct Numbers {
  std::string text;                    // the clause's text, half-width
  std::vector<WrittenNumber> numbers;  // in the order of the text; none within a date
  std::vector<WrittenDate> dates;
};
Numbers numbers_of(std::string_view clause);

}  // namespace cepol::notice

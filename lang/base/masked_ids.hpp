// Numbers of identity cards, as people other than the clerk should see them.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace cepol {

// The text with what looks like a Chinese resident's ID number (GB 11643: 18 digits, the last perhaps an X; the old
// form of 15) masked: 152301********1234, the first six and last four digits. A number looks like one by its length and
// the day of birth in it; whether its check digit is right makes no difference. `also`: words that are numbers too, as
// data say that do not look like it. As long as the text, in bytes too.
using IdWords = std::set<std::string, std::less<>>;
std::string masked_ids(std::string_view text, const IdWords& also = {});

}  // namespace cepol

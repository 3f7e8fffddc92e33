// Numbers of identity cards, as people other than the clerk should see them.
#pragma once

#include <string>
#include <string_view>

namespace cepol {

// The text with what looks like a Chinese resident's ID number (GB 11643: 18 digits, the last perhaps an X; the old
// form of 15) masked: 152301********1234, the first six and last four digits. A number looks like one by its length and
// the day of birth in it; whether its check digit is right makes no difference. As long as the text, in bytes too.
std::string masked_ids(std::string_view text);

}  // namespace cepol

// The forms in which texts are compared: each is idempotent, and does not depend on which was taken before.
#include "lang/base/fold.hpp"

#include "lang/base/text.hpp"
#include "tests/fuzz/target.hpp"

namespace cepol::fuzz {

namespace {

std::string cleaned(std::string_view text) {
  std::string buffer;
  return std::string(clean(text, buffer).text);
}

// Of any bytes.
void check_bytes(std::string_view text) {
  require(comparable(text) == folded(cleaned(text)), "a text and its comparable form compare alike", text);
  require(trimmed(trimmed(text)) == trimmed(text), "trimming twice changes nothing", text);
  require(on_one_line(on_one_line(text)) == on_one_line(text), "one line stays one", text);
}

void check_idempotent(std::string_view text) {
  const std::string clear = cleaned(text), fold = folded(clear), key = key_form(text), compared = comparable(text);
  require(cleaned(clear) == clear, "cleaning twice changes nothing", text);
  require(folded(fold) == fold, "folding twice changes nothing", text);
  require(comparable(compared) == compared, "a comparable form is its own", text);
  require(key_form(key) == key, "a key form is its own", text);
  require(key_form(clear) == key && key_form(fold) == key, "cleaning does not change a key", text);
}

void check_valid(std::string_view text) {
  const std::string clear = cleaned(text), fold = folded(clear);
  for (const std::string& form : {clear, fold, key_form(text), on_one_line(text)})
    require(!invalid_utf8(form), "a form of a text is a text", text);
  require(character_count(fold) == character_count(clear), "folding keeps the number of characters", text);
  std::size_t characters = 0, other = 0;
  for (std::size_t at = 0; at < clear.size(); ++characters) {
    require(length_before(clear, fold, other) == at, "places in a text and its form correspond", text);
    const CodePoint one = code_point_at(clear, at);
    require(to_utf8(one.value) == clear.substr(at, one.length), "a code point is written as it was read", text);
    require(!is_invisible(one.value), "nothing invisible is left", text);
    at += one.length;
    other += code_point_at(fold, other).length;
    if (characters == 40) break;
  }
  require(display_width(text) <= 2 * character_count(text), "a character takes two columns at most", text);
}

}  // namespace

void targets::fold(std::string_view input) {
  check_bytes(input);  // what holds of key forms of any bytes: key.cpp
  if (!invalid_utf8(input)) {
    check_idempotent(input);
    check_valid(input);
  }
  std::vector<std::string> names;
  for (std::size_t at = 0; at < input.size() && names.size() < 8;) {
    const std::size_t end = std::min(input.find(' ', at), input.size());
    if (!invalid_utf8(input.substr(at, end - at))) names.emplace_back(input.substr(at, end - at));
    at = end + 1;
  }
  for (const std::string& name : names)
    if (const auto nearest = nearest_name(name, names))
      require(*nearest != name, "the nearest name is another one", name);
}

}  // namespace cepol::fuzz

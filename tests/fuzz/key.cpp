// Keys: the form in which they are compared, keys near to one another, and texts that point to a key. Each search of a
// table is compared with a look at every key by a simple rule.
#include <algorithm>

#include "interpreter/data/near_keys.hpp"
#include "interpreter/data/partial_keys.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "tests/fuzz/target.hpp"

namespace cepol::fuzz {

namespace {

using Characters = std::vector<std::string_view>;
using Numbers = std::vector<std::uint32_t>;

constexpr std::size_t most_keys = 6, longest_compared = 60;  // the simple rules take long on long texts

Characters characters_in(std::string_view text) {
  Characters all;
  for (std::size_t at = 0; at < text.size(); at += all.back().size())
    all.push_back(text.substr(at, code_point_at(text, at).length));
  return all;
}

// ---- near keys

// At most one insertion, loss, change or swap of neighbours: the distance is filled in as a table.
bool one_slip(const Characters& a, const Characters& b) {
  std::vector<std::vector<std::size_t>> distance(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        distance[i][j] = i + j;
        continue;
      }
      distance[i][j] = std::min(
          {distance[i - 1][j] + 1, distance[i][j - 1] + 1, distance[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        distance[i][j] = std::min(distance[i][j], distance[i - 2][j - 2] + 1);
    }
  return distance[a.size()][b.size()] <= 1;
}

std::string in_lower_case(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

std::string without_first_zeros(std::string text) {
  while (text.starts_with('0')) text.erase(0, 1);
  return text;
}

// Does the number begin with the digits that a spreadsheet kept, the last of them perhaps rounded up?
bool may_complete(std::string_view number, const data::CutKey& cut) {
  if (cut.digits.empty() || number.size() != cut.length || number.size() <= 15 || number.front() == '0') return false;
  const std::string_view front = number.substr(0, number.size() - 1);
  if (!std::all_of(front.begin(), front.end(), is_digit)) return false;
  if (!is_digit(number.back()) && number.back() != 'X' && number.back() != 'x') return false;
  const std::int64_t begins = std::stoll(std::string(number.substr(0, cut.digits.size()))),
                     kept = std::stoll(cut.digits);
  return begins == kept || (cut.rounded && begins + 1 == kept && number[cut.digits.size()] >= '5' &&
                            std::to_string(begins).size() == std::to_string(kept).size());
}

bool simply_near(const std::string& a, const std::string& b) {
  return one_slip(characters_in(a), characters_in(b)) || in_lower_case(a) == in_lower_case(b) ||
         (!without_first_zeros(a).empty() && without_first_zeros(a) == without_first_zeros(b)) ||
         may_complete(b, data::cut_key(a)) || may_complete(a, data::cut_key(b));
}

void check_cut(const std::string& key) {
  const data::CutKey cut = data::cut_key(key);
  if (cut.digits.empty()) return;
  require(cut.digits.size() <= 15 && cut.length > cut.digits.size() && cut.digits.front() != '0' &&
              std::all_of(cut.digits.begin(), cut.digits.end(), is_digit),
          "a number that was cut lacks digits", key);
  const std::string whole = cut.digits + std::string(cut.length - cut.digits.size(), '4');
  require(data::near(key, whole) && data::near(whole, key), "a number is near to what was left of it", key);
}

void check_near(const std::vector<std::string>& keys, const std::string& text) {
  std::vector<std::pair<std::string_view, std::uint32_t>> numbered;
  for (const std::string& key : keys) numbered.emplace_back(key, static_cast<std::uint32_t>(90 - numbered.size()));
  const data::NearKeys search(numbered);
  std::vector<std::string> wanted = keys;
  wanted.push_back(text);
  for (const std::string& one : wanted) {
    Numbers near;
    for (const auto& [other, number] : numbered) {
      const bool is_near = data::near(one, other);
      const auto both = [&, key = other] { return one + "\n" + std::string(key); };
      require(is_near == data::near(other, one), "of two keys each is near to the other, or none", both);
      require(is_near == simply_near(one, std::string(other)), "keys are near by one slip", both);
      if (is_near) near.push_back(number);
    }
    std::sort(near.begin(), near.end());
    require(search.near_to(one) == near, "the search finds just the keys that are near", one);
    require(data::near(one, one), "a key is near to itself", one);
  }
}

// ---- partial keys

std::string ascii_of(std::string_view text) {
  std::string kept;
  for (const char c : in_lower_case(text))
    if (is_digit(c) || (c >= 'a' && c <= 'z')) kept += c;
  return kept;
}
// Other signs are not told apart here, so that little depends on which they are.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_part_in_order(std::string_view part, std::string_view whole) {
  std::size_t at = 0;
  for (const char c : whole) at += at < part.size() && part[at] == c ? 1 : 0;
  return at == part.size();
}

void check_found(const Numbers& found, const std::vector<std::string>& keys, std::string_view text) {
  require(std::is_sorted(found.begin(), found.end()) && std::adjacent_find(found.begin(), found.end()) == found.end(),
          "keys are found in order, each once", text);
  require(found.empty() || found.back() < keys.size(), "what is found is a key", text);
}

bool has_key(const Numbers& found, std::uint32_t number) {
  return std::binary_search(found.begin(), found.end(), number);
}

void check_contained(data::PartialKeys& search, const std::vector<std::string>& keys, const std::string& text) {
  const Numbers found = search.contained_in(text);
  check_found(found, keys, text);
  const std::string bare = ascii_of(text);
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    const std::string key = ascii_of(keys[i]);
    const auto both = [&] { return keys[i] + "\n" + text; };
    if (has_key(found, i))
      require(bare.find(without_first_zeros(key)) != std::string::npos, "a key that a text contains stands in it",
              both);
    if (is_plain(keys[i]) && is_plain(text) && key.size() >= 4 && text.find('.') == std::string::npos)
      require(has_key(found, i) == (bare.find(key) != std::string::npos), "a key that stands in a text is found", both);
    if (is_plain(keys[i]) && key.size() >= 1 && keys[i].size() <= 200) {
      for (const std::string& around : {"编号：" + keys[i], keys[i] + "（补）", "《" + keys[i] + "》、王"})
        if (keys[i].find('.') == std::string::npos)
          require(has_key(search.contained_in(around), i), "a key with words around it is found", around);
    }
  }
}

void check_part(data::PartialKeys& search, const std::vector<std::string>& keys, const std::string& text) {
  const Numbers found = search.with_part(text);
  check_found(found, keys, text);
  const std::string bare = ascii_of(text);
  const bool hides = text.find_first_of("*?") != std::string::npos;
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    const std::string key = ascii_of(keys[i]);
    const auto both = [&] { return keys[i] + "\n" + text; };
    if (has_key(found, i) && !hides)
      require(is_part_in_order(bare, key), "a text is a part of the key that it is taken for", both);
    if (has_key(found, i) && hides) {
      const std::string front = ascii_of(text.substr(0, text.find_first_of("*?"))),
                        back = ascii_of(text.substr(text.find_last_of("*?")));
      require(is_part_in_order(bare, key) || (key.starts_with(front) && key.ends_with(back)),
              "a text shows the ends of the key of which it hides a part", both);
    }
    if (!is_plain(keys[i]) || !is_plain(text) || text.size() > 200 || bare.size() < 3 || bare.size() >= key.size())
      continue;
    if (key.find(bare) != std::string::npos) require(has_key(found, i), "a key is found by a part of it", both);
    if (bare.size() >= 12 && key.size() <= bare.size() + 3 && is_part_in_order(bare, key))
      require(has_key(found, i), "a long key is found without some of its characters", both);
  }
}

void check_partial(const std::vector<std::string>& keys, const std::string& text) {
  std::vector<std::pair<std::string_view, std::uint32_t>> numbered;
  for (const std::string& key : keys) numbered.emplace_back(key, static_cast<std::uint32_t>(numbered.size()));
  data::PartialKeys search(numbered), fresh(numbered);
  check_contained(search, keys, text);
  check_part(search, keys, text);
  // What is made when it is first needed does not change an answer.
  require(fresh.with_part(text) == search.with_part(text) && fresh.contained_in(text) == search.contained_in(text),
          "an answer does not depend on those before", text);
  const std::string shape = data::key_shape(text);
  require(data::key_shape(shape) == shape, "a shape is its own", text);
  require(shape.size() <= text.size() * 3 && shape.empty() == text.empty(), "a text has a shape", text);
}

// ---- key forms

// Of any bytes. What is not UTF-8 is kept; where something invisible goes between two such pieces, they may make up a
// character, which goes too when the form is taken again. So a form may need as many rounds as there are such pieces,
// but never grows, and ends. (Data, policies and notices that are not UTF-8 are refused where they are read: keys never
// hold such bytes. Names of files may.)
void check_form(std::string_view text) {
  std::string form = key_form(text);
  const std::size_t limit = text.size() * 3 + 3;  // in composed form a character may take more bytes
  require(form.size() <= limit, "a key form is not much longer than the key", text);
  if (!invalid_utf8(text)) {
    require(!invalid_utf8(form), "the form of a text is a text", text);
    require(key_form(form) == form, "a key form is its own", text);
    return;
  }
  for (std::size_t rounds = 0;; ++rounds) {
    std::string next = key_form(form);
    if (next == form) break;
    require(next.size() < form.size(), "a form that changes once more becomes shorter", text);
    require(rounds < text.size(), "forms come to an end", text);
    form = std::move(next);
  }
}

}  // namespace

void targets::key(std::string_view input) {
  check_form(input);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < input.size() && lines.size() <= most_keys;) {
    const std::size_t end = std::min(input.find('\n', at), input.size());
    const std::string_view line = input.substr(at, end - at);
    at = end + 1;
    check_form(line);
    const std::string form = key_form(line);
    if (form.empty() || invalid_utf8(form) || character_count(form) > longest_compared) continue;
    if (std::find(lines.begin(), lines.end(), form) == lines.end()) lines.push_back(form);
  }
  if (lines.empty()) return;
  // The first is the text that points to a key, the others are the keys of a table.
  const std::string text = lines.front();
  lines.erase(lines.begin());
  check_cut(text);
  check_near(lines, text);
  check_partial(lines, text);
}

}  // namespace cepol::fuzz

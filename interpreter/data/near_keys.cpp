// NearKeys by forms: two keys are near only if they, or they without one character each, have a form in common. So the
// forms of all keys are hashed once, and what is found by them is compared.
#include "interpreter/data/near_keys.hpp"

#include <algorithm>
#include <functional>

#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t kept_digits = 15;  // of a number, by spreadsheets

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }
// A long number; the check character of an identity number may be a letter.
bool is_long_number(std::string_view key) {
  return key.size() > kept_digits && all_digits(key.substr(0, key.size() - 1)) &&
         (is_digit(key.back()) || key.back() == 'X' || key.back() == 'x');
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}
std::string_view without_zeros(std::string_view text) {
  const std::size_t first = text.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = code_point_at(text, at).length;
    all.push_back(text.substr(at, length));
    at += length;
  }
  return all;
}

// One character inserted, lost or changed, or two neighbours swapped; or none.
bool one_edit(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  if (a.size() > b.size() + 1 || b.size() > a.size() + 1) return false;
  std::size_t front = 0, back = 0;
  const std::size_t shorter = std::min(a.size(), b.size());
  while (front < shorter && a[front] == b[front]) ++front;
  while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  const std::size_t left_a = a.size() - front - back, left_b = b.size() - front - back;
  if (left_a <= 1 && left_b <= 1) return true;
  return left_a == 2 && left_b == 2 && a[front] == b[front + 1] && a[front + 1] == b[front];
}

// Is the number one that was cut to these digits?
bool completes(std::string_view number, const CutKey& cut) {
  if (number.size() != cut.length || !is_long_number(number) || number.front() == '0') return false;
  std::string digits(number.substr(0, cut.digits.size()));
  if (digits == cut.digits) return true;
  if (!cut.rounded || number[digits.size()] < '5') return false;
  std::size_t at = digits.size();
  while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
  if (at == 0) return false;
  ++digits[at - 1];
  return digits == cut.digits;
}

bool shorter_or_less(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

template <class Visit>
void for_each_form(std::string_view key, const Visit& visit) {
  visit(key);
  visit(lower_case(key));
  if (std::string_view bare = without_zeros(key); bare.size() != key.size()) visit(bare);
  const std::vector<std::string_view> parts = characters(key);
  std::string without;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    without.clear();
    for (std::size_t j = 0; j < parts.size(); ++j)
      if (j != i) without += parts[j];
    visit(without);
  }
}

std::uint32_t hash_of(std::string_view form) { return static_cast<std::uint32_t>(std::hash<std::string_view>()(form)); }

}  // namespace

CutKey cut_key(std::string_view key) {
  const std::size_t exponent_at = key.find_first_of("Ee");
  if (exponent_at != std::string_view::npos) {
    std::string digits(key.substr(0, exponent_at));
    if (digits.size() > 1 && digits[1] == '.') digits.erase(1, 1);
    std::string_view exponent = key.substr(exponent_at + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    if (!all_digits(digits) || digits.front() == '0' || digits.size() > kept_digits || !all_digits(exponent) ||
        exponent.size() > 2)
      return {};
    const std::size_t length = static_cast<std::size_t>(std::stoi(std::string(exponent))) + 1;
    if (length <= kept_digits || length <= digits.size()) return {};
    return {std::move(digits), length, true};
  }
  if (key.size() <= kept_digits || !all_digits(key) || key.front() == '0') return {};
  const std::string_view rest = key.substr(kept_digits);
  if (rest.find_first_not_of('0') != std::string_view::npos) return {};
  return {std::string(key.substr(0, kept_digits)), key.size(), false};
}

bool near(std::string_view a, std::string_view b) {
  if (one_edit(characters(a), characters(b)) || lower_case(a) == lower_case(b)) return true;
  const std::string_view bare_a = without_zeros(a), bare_b = without_zeros(b);
  if (bare_a == bare_b && !bare_a.empty()) return true;
  const CutKey cut_a = cut_key(a), cut_b = cut_key(b);
  return (!cut_a.digits.empty() && completes(b, cut_a)) || (!cut_b.digits.empty() && completes(a, cut_b));
}

NearKeys::NearKeys(std::vector<std::pair<std::string_view, std::uint32_t>> keys) : keys_(std::move(keys)) {
  std::sort(keys_.begin(), keys_.end(), [](const auto& a, const auto& b) { return shorter_or_less(a.first, b.first); });
  for (std::uint32_t i = 0; i < keys_.size(); ++i) {
    for_each_form(keys_[i].first, [&](std::string_view form) { forms_.push_back({hash_of(form), i}); });
    if (CutKey cut = cut_key(keys_[i].first); !cut.digits.empty()) cut_[cut.digits].push_back(i);
  }
  std::sort(forms_.begin(), forms_.end());
}

void NearKeys::add_candidates(std::string_view form, std::vector<std::uint32_t>& found) const {
  const std::uint32_t hash = hash_of(form);
  for (auto at = std::lower_bound(forms_.begin(), forms_.end(), Entry{hash, 0}); at != forms_.end() && at->hash == hash;
       ++at)
    found.push_back(at->key);
}

// The keys of which this one may be the cut form: those that begin with its digits, or with the number before them.
void NearKeys::add_completions(const CutKey& cut, std::vector<std::uint32_t>& found) const {
  const std::string before = std::to_string(std::stoll(cut.digits) - 1);
  for (const std::string& prefix : {before, cut.digits}) {
    if (prefix.size() != cut.digits.size()) continue;
    const std::string from = prefix + std::string(cut.length - prefix.size(), '0');
    auto at = std::lower_bound(keys_.begin(), keys_.end(), from, [](const auto& one, const std::string& text) {
      return shorter_or_less(one.first, text);
    });
    for (; at != keys_.end() && at->first.size() == cut.length && at->first.starts_with(prefix); ++at)
      found.push_back(static_cast<std::uint32_t>(at - keys_.begin()));
  }
}

std::vector<std::uint32_t> NearKeys::near_to(std::string_view key) const {
  std::vector<std::uint32_t> candidates;
  for_each_form(key, [&](std::string_view form) { add_candidates(form, candidates); });
  if (const CutKey cut = cut_key(key); !cut.digits.empty()) add_completions(cut, candidates);
  if (!cut_.empty() && is_long_number(key))
    for (std::size_t length = 1; length <= kept_digits; ++length) {
      const std::string digits(key.substr(0, length));
      for (const std::string& prefix : {digits, std::to_string(std::stoll(digits) + 1)})
        if (const auto found = cut_.find(prefix); found != cut_.end())
          candidates.insert(candidates.end(), found->second.begin(), found->second.end());
    }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t candidate : candidates)
    if (near(key, keys_[candidate].first)) numbers.push_back(keys_[candidate].second);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace cepol::data

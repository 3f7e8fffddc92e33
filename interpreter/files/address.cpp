// Divides addresses as libpq does, and refuses to show what can be divided in two ways.
#include "interpreter/files/address.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::string_view schemes[] = {"postgresql://", "postgres://"};
constexpr std::string_view hidden_address = "postgresql://…";
constexpr std::string_view own_parameters[] = {"table", "query", "schema"};
constexpr std::string_view secret_parameters[] = {"password", "sslpassword"};

std::size_t scheme_length(std::string_view text) {
  for (const std::string_view scheme : schemes)
    if (text.starts_with(scheme)) return scheme.size();
  return 0;
}

int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded =
        text[i] == '%' && i + 2 < text.size() && digit_of(text[i + 1]) >= 0 && digit_of(text[i + 2]) >= 0;
    bytes += coded ? static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2])) : text[i];
    if (coded) i += 2;
  }
  return bytes;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string coded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&' || c == '%' || c == '#' || c == '+' || c == '@' || byte <= 0x20)
      ((coded += '%') += digits[byte >> 4]) += digits[byte & 15];
    else
      coded += c;
  }
  return coded;
}

std::vector<std::string_view> split_at(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string_view parameter_name(std::string_view parameter) { return parameter.substr(0, parameter.find('=')); }

template <class Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::string_view parameters_of(std::string_view address) {
  const std::size_t sign = address.find('?');
  return sign == std::string_view::npos ? std::string_view() : address.substr(sign + 1);
}

// Without the parameters of these names.
template <class Names>
std::string without_named(std::string_view address, const Names& names) {
  std::string text(address.substr(0, address.find('?')));
  char before = '?';
  for (const std::string_view one : split_at(parameters_of(address), '&'))
    if (!is_one_of(parameter_name(one), names)) (text += std::exchange(before, '&')) += one;
  return text;
}

// host, host:5432, [::1]:5432; several with commas.
bool are_hosts(std::string_view text) {
  for (std::string_view one : split_at(text, ',')) {
    if (one.starts_with('[')) one.remove_prefix(std::min(one.find(']'), one.size()));
    const std::size_t colon = one.find(':');
    const std::string_view port = colon == std::string_view::npos ? std::string_view() : one.substr(colon + 1);
    if (!std::all_of(port.begin(), port.end(), is_digit)) return false;
  }
  return true;
}

bool are_parameters(std::string_view text) {
  const auto parts = split_at(text, '&');
  return std::all_of(parts.begin(), parts.end(), [](std::string_view one) {
    const std::string_view name = parameter_name(one);
    return name.size() < one.size() && !name.empty() &&
           std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  });
}

}  // namespace

bool is_address(std::string_view text) { return scheme_length(text) > 0; }

Address without_password(std::string_view address) {
  const std::size_t begin = scheme_length(address);
  std::string_view rest = address.substr(begin);
  // As libpq does: a user stands before an @ that no / comes before.
  const std::size_t at = rest.find_first_of("@/");
  const bool has_user = at != std::string_view::npos && rest[at] == '@';
  const std::string_view user = has_user ? rest.substr(0, at) : std::string_view();
  if (has_user) rest.remove_prefix(at + 1);
  const std::string_view place = rest.substr(0, rest.find('?'));
  if (place.find('@') != std::string_view::npos || !are_hosts(place.substr(0, place.find('/'))) ||
      !are_parameters(parameters_of(rest)))
    return {std::string(hidden_address), {}};
  const std::size_t colon = user.find(':');
  Address found;
  if (colon != std::string_view::npos) found.password = percent_decoded(user.substr(colon + 1));
  for (const std::string_view one : split_at(parameters_of(rest), '&'))
    if (parameter_name(one) == "password") found.password = percent_decoded(one.substr(parameter_name(one).size() + 1));
  found.shown = schemes[0];
  if (has_user) (found.shown += user.substr(0, colon)) += '@';
  found.shown += without_named(rest, secret_parameters);
  return found;
}

bool is_unreadable(std::string_view shown) { return shown == hidden_address; }

std::string parameter_of(std::string_view address, std::string_view name) {
  for (const std::string_view one : split_at(parameters_of(address), '&'))
    if (parameter_name(one) == name && one.size() > name.size()) return percent_decoded(one.substr(name.size() + 1));
  return {};
}

std::string with_parameter(std::string_view address, std::string_view name, std::string_view value) {
  std::string text(address);
  text += text.find('?') == std::string::npos ? '?' : '&';
  return ((text += name) += '=') += percent_encoded(value);
}

std::string connection_of(std::string_view address) { return without_named(address, own_parameters); }

}  // namespace cepol::files

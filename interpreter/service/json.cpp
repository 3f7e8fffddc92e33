// Accessors that check types first, so that the library never has a reason to throw.
#include "interpreter/service/json.hpp"

namespace cepol::service {

const Json& member(const Json& of, const char* name) {
  static const Json nothing;
  if (!of.is_object()) return nothing;
  const auto found = of.find(name);
  return found == of.end() ? nothing : *found;
}

const std::string* text_of(const Json& value) { return value.get_ptr<const Json::string_t*>(); }

std::optional<std::int64_t> whole_number(const Json& value) {
  if (const auto* natural = value.get_ptr<const Json::number_unsigned_t*>())
    return *natural <= INT64_MAX ? std::optional(static_cast<std::int64_t>(*natural)) : std::nullopt;
  if (const auto* number = value.get_ptr<const Json::number_integer_t*>()) return *number;
  return std::nullopt;
}

std::string written(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace cepol::service

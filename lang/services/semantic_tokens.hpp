// What each word of a file is, for its colour. Keywords of the language are contextual, so only the parser knows them.
#pragma once

#include <vector>

#include "lang/services/names.hpp"

namespace cepol::services {

enum class TokenType : std::uint8_t {
#define TOKEN_TYPE(id, name) id,
#include "lang/services/token_types.def"
#undef TOKEN_TYPE
};
struct SemanticToken {
  std::uint32_t begin, end;  // on one line
  TokenType type;
  bool declares = false, built_in = false;
};
// In the order of the text, none overlapping another.
std::vector<SemanticToken> semantic_tokens(const View& view, const Names& names, SourceId file);

}  // namespace cepol::services

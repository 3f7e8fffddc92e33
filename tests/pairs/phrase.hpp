// Pieces of a generated policy as a tree, so that a policy that shows a difference can be made smaller.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace cepol::pairs {

// Its text is `text`, then its parts in order. `type`: of an expression ("truth", "number", ...), which any other of
// that type may replace; empty: none. What is removable may be left out.
struct Phrase {
  std::string type, text;
  std::vector<Phrase> parts;
  bool removable = false;

  Phrase() = default;
  Phrase(std::string words) : text(std::move(words)) {}  // NOLINT: texts stand among the parts
  Phrase(const char* words) : text(words) {}             // NOLINT
  Phrase(std::string of, std::vector<Phrase> made) : type(std::move(of)), parts(std::move(made)) {}
};

inline Phrase removable(Phrase phrase) {
  phrase.removable = true;
  return phrase;
}

std::string text_of(const Phrase& phrase);
// The phrase with one change that may make it smaller: something removable left out, an expression replaced by the
// simplest of its type or by one of that type within it. The largest pieces come first.
std::vector<Phrase> smaller(const Phrase& whole);

}  // namespace cepol::pairs

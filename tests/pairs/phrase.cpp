#include "tests/pairs/phrase.hpp"

#include <algorithm>
#include <map>

namespace cepol::pairs {

namespace {

void append(const Phrase& phrase, std::string& text) {
  text += phrase.text;
  for (const Phrase& part : phrase.parts) append(part, text);
}

const std::map<std::string, std::string>& simplest() {
  static const std::map<std::string, std::string> all{{"truth", "yes"},       {"number", "1"},    {"hours", "1 hours"},
                                                      {"years", "1 years"},   {"days", "1 days"}, {"year", "2016"},
                                                      {"date", "2016-01-01"}, {"text", "\"a\""}};
  return all;
}

using Path = std::vector<std::size_t>;  // of parts, from the root down

const Phrase& at(const Phrase& root, const Path& path) {
  const Phrase* phrase = &root;
  for (const std::size_t i : path) phrase = &phrase->parts[i];
  return *phrase;
}

Phrase with(const Phrase& root, const Path& path, const Phrase& other) {
  Phrase changed = root;
  Phrase* phrase = &changed;
  for (const std::size_t i : path) phrase = &phrase->parts[i];
  *phrase = other;
  return changed;
}

void walk(const Phrase& phrase, Path& path, std::vector<std::pair<std::size_t, Path>>& found) {
  if (phrase.removable || !phrase.type.empty()) found.emplace_back(text_of(phrase).size(), path);
  for (std::size_t i = 0; i < phrase.parts.size(); ++i) {
    path.push_back(i);
    walk(phrase.parts[i], path, found);
    path.pop_back();
  }
}

void within(const Phrase& phrase, const std::string& type, std::vector<const Phrase*>& found) {
  for (const Phrase& part : phrase.parts) {
    if (part.type == type) found.push_back(&part);
    within(part, type, found);
  }
}

}  // namespace

std::string text_of(const Phrase& phrase) {
  std::string text;
  append(phrase, text);
  return text;
}

std::vector<Phrase> smaller(const Phrase& whole) {
  Path path;
  std::vector<std::pair<std::size_t, Path>> places;
  walk(whole, path, places);
  std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Phrase> made;
  for (const auto& [size, place] : places) {
    const Phrase& phrase = at(whole, place);
    if (phrase.removable) made.push_back(with(whole, place, Phrase{}));
    const auto least = simplest().find(phrase.type);
    if (least == simplest().end()) continue;
    if (text_of(phrase) != least->second) made.push_back(with(whole, place, {phrase.type, {least->second}}));
    std::vector<const Phrase*> inner;
    within(phrase, phrase.type, inner);
    for (const Phrase* one : inner) made.push_back(with(whole, place, *one));
  }
  return made;
}

}  // namespace cepol::pairs

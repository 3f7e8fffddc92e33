// Incremental edits: each change is a range of the text as the change before it left it, and the text that replaces it.
#include "interpreter/service/documents.hpp"

#include "interpreter/service/positions.hpp"
#include "interpreter/service/uris.hpp"

namespace cepol::service {

namespace {

std::shared_ptr<const Source> source_of(std::string name, std::string text) {
  Sources sources;
  return sources.buffer(sources.add({std::move(name), std::move(text)}));
}

// The text after one change; nullopt: it is refused.
std::optional<std::string> changed(const Source& source, const Json& change) {
  const std::string* text = text_of(member(change, "text"));
  if (text == nullptr) return std::nullopt;
  const Json& range = member(change, "range");
  if (range.is_null()) return *text;  // the whole text
  const auto start = read_position(member(range, "start")), end = read_position(member(range, "end"));
  if (!start || !end) return std::nullopt;
  const auto from = offset_of(source, *start), to = offset_of(source, *end);
  if (!from || !to || *from > *to) return std::nullopt;
  std::string made = source.text;
  return made.replace(*from, *to - *from, *text);
}

}  // namespace

void Documents::open(const std::string& uri, std::int64_t version, std::string text) {
  const std::string path = path_of_uri(uri);
  documents_[uri] = {uri, path, version, source_of(path, std::move(text)), false};
}

void Documents::close(const std::string& uri) { documents_.erase(uri); }

bool Documents::change(Document& document, std::int64_t version, const Json& changes) {
  const bool whole = changes.is_array() && changes.size() == 1 && text_of(member(changes[0], "text")) != nullptr &&
                     member(changes[0], "range").is_null();
  std::shared_ptr<const Source> source = document.source;
  bool good = changes.is_array() && version > document.version && (whole || !document.out_of_step);
  for (std::size_t i = 0; good && i < changes.size(); ++i) {
    auto text = changed(*source, changes[i]);
    good = text.has_value();
    if (good) source = source_of(document.path, std::move(*text));
  }
  document.out_of_step = !good;
  if (!good) return false;
  document.source = std::move(source);
  document.version = version;
  return true;
}

Document* Documents::find(const std::string& uri) {
  const auto found = documents_.find(uri);
  return found == documents_.end() ? nullptr : &found->second;
}

const Document* Documents::at_path(const std::string& path) const {
  for (const auto& [uri, document] : documents_)
    if (document.path == path) return &document;
  return nullptr;
}

}  // namespace cepol::service

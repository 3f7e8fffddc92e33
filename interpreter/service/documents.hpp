// The texts that an editor has open. A document that cannot follow its editor any more (an edit of a version that is
// not the next, a place that the text does not have) is out of step: nothing is told about it until its whole text is
// sent.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "interpreter/service/json.hpp"
#include "lang/source/source.hpp"

namespace cepol::service {

struct Document {
  std::string uri, path;
  std::int64_t version = 0;
  std::shared_ptr<const Source> source;  // the text, with its table of lines
  bool out_of_step = false;
};

class Documents {
 public:
  void open(const std::string& uri, std::int64_t version, std::string text);
  void close(const std::string& uri);
  // Applies the changes in their order, all or none. False: they were refused, and the document is out of step.
  bool change(Document& document, std::int64_t version, const Json& changes);

  Document* find(const std::string& uri);
  const Document* at_path(const std::string& path) const;
  const std::map<std::string, Document>& all() const { return documents_; }

 private:
  std::map<std::string, Document> documents_;  // by URI
};

}  // namespace cepol::service

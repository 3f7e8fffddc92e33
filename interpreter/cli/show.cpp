// cepol show: a policy whole, with all amendments in place and the origin of each part.
#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/outputs.hpp"

namespace cepol::cli {

namespace {

class Effective {
 public:
  Effective(const Policy& policy) : policy_(policy), source_(policy.modules.back().source) {}

  std::string text() const {
    const Source& source = policy_.sources[source_];
    const syntax::Tree& tree = policy_.modules.back().parsed->tree;
    if (source.pieces.empty()) return source.text;
    std::string text;
    std::uint32_t at = 0;
    for (syntax::NodeId node : tree.children(tree.root)) {
      const Span span = tree.span(node);
      // Examples of the amended policy were written for its rules: they are not examples of this one.
      if (tree.kind(node) == syntax::NodeKind::example && origin_of(policy_.sources, span).source.index != 0) {
        text += source.text.substr(at, span.begin - at);
        while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
        text += "\n";
        at = span.end;
        continue;
      }
      text += source.text.substr(at, span.begin - at);
      const std::size_t line = text.find_last_not_of(" \t");
      if (line != std::string::npos && text[line] != '\n') text += "\n";
      text += "# " + origins(span) + "\n";
      text += source.text.substr(span.begin, span.end - span.begin);
      at = span.end;
    }
    return text + source.text.substr(at);
  }

 private:
  bool zh() const { return !policy_.program().english; }

  // Where a declaration was written, and by what it was amended: the other files that pieces of it come from.
  std::string origins(Span span) const {
    const std::vector<OriginPiece>& pieces = policy_.sources[source_].pieces;
    const Span first = origin_of(policy_.sources, span);
    const bool policy_header = span.begin == 0;  // put together, but not amended
    std::string text = std::string(zh() ? "出自 " : "from ") + place(first);
    std::set<std::string> amended;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const std::uint32_t end = i + 1 < pieces.size() ? pieces[i + 1].begin : span.end;
      if (end <= span.begin || pieces[i].begin >= span.end) continue;
      const std::uint32_t at = std::max(pieces[i].begin, span.begin);
      const Span from = origin_of(policy_.sources, {source_, at, at + 1});
      if (from.source == first.source || policy_header) continue;
      if (amended.insert(place(from)).second)
        text += (amended.size() == 1 ? (zh() ? "；修订 " : "; amended by ") : (zh() ? "、" : ", ")) + place(from);
    }
    return text;
  }

  std::string place(Span span) const {
    const Source& source = policy_.sources[span.source];
    return std::filesystem::path(source.name).filename().string() + ":" +
           std::to_string(place_of(source, span.begin).line);
  }

  const Policy& policy_;
  SourceId source_;
};

}  // namespace

int run_show(const Arguments& arguments, const Io& io) {
  const auto policy = load(arguments.policies.front(), io, arguments.on);
  if (!policy->readable) return bad_usage;
  if (!policy->good()) {
    print_problems(*policy, io, false);
    return bad_usage;
  }
  if (replaces_input({policy.get()}, arguments, io)) return bad_usage;
  report::Output output = output_of(arguments, io);
  output.write(Effective(*policy).text());
  if (output.commit()) return done;
  return io.not_written(output.error());
}

}  // namespace cepol::cli

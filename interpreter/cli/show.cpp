// The subcommand `cepol show`: prints the whole text of a policy with all amendments applied, and the origin of each
// declaration.
#include <algorithm>
#include <filesystem>
#include <set>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/policy_call.hpp"

namespace cepol::cli {

namespace {

class EffectiveText {
 public:
  explicit EffectiveText(const Policy& policy) : policy_(policy), source_(policy.modules.back().source) {}

  std::string text() const {
    const Source& source = policy_.sources[source_];
    const syntax::Tree& tree = policy_.modules.back().parsed->tree;
    if (source.pieces.empty()) return source.text;
    std::string text;
    std::uint32_t at = 0;
    for (syntax::NodeId node : tree.children(tree.root)) {
      const Span span = tree.span(node);
      // Examples of the amended policy were written for its rules: they are not examples of this one.
      const bool left_out = tree.kind(node) == syntax::NodeKind::example || is_idle_known(tree, node);
      if (left_out && origin_of(policy_.sources, span).source.index != 0) {
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
  // Does a `known` of the amended policy name what the amendment took out, or what it says again itself? As a line of
  // this policy it would be an error.
  bool is_idle_known(const syntax::Tree& tree, syntax::NodeId node) const {
    if (tree.kind(node) != syntax::NodeKind::known) return false;
    const auto& known = policy_.checked.known;
    const auto here = std::find_if(known.begin(), known.end(),
                                   [&](const semantics::Known& one) { return one.span == tree.span(node); });
    return here == known.end() || std::any_of(known.begin(), known.end(), [&](const semantics::Known& other) {
             return &other != &*here && other.own && other.change == here->change && other.what == here->what &&
                    other.subject == here->subject;
           });
  }

  bool zh() const { return !policy_.program().english; }

  // The origin of a declaration, and the other files that contributed pieces of it (its amendments).
  std::string origins(Span span) const {
    const std::vector<OriginPiece>& pieces = policy_.sources[source_].pieces;
    const Span first = origin_of(policy_.sources, span);
    const bool policy_header = span.begin == 0;  // composed, but not amended
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

class ShowCall final : public PolicyCall {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all = PolicyCall::options();
    all.push_back({"--effective", &effective_});
    return all;
  }

 protected:
  int run_on(const Policy& policy, const Io& io) const override {
    Output whole = output(io, TextKind::exact);
    whole.write(EffectiveText(policy).text());
    return whole.commit() ? done : io.not_written(whole.error());
  }

 private:
  bool effective_ = false;  // the default; the option changes nothing
};

}  // namespace

const Command show_command{"show",
                           {"cepol show POLICY [--effective] [--on DATE] [-o OUT]", "打印修订以后的政策全文",
                            "print the policy whole, with all amendments in place",
                            R"(  POLICY           政策文件
  --on DATE        POLICY 是放着几个年度政策的文件夹时，用这一天适用的那一份
  --effective      修订以后的全文（默认就是），每一条注明出自哪个文件、被哪里修订
  -o, --output OUT 写到文件 OUT
  --lang zh|en     消息的语言

打印出来的是一份普通的政策，可以直接检查和使用。)",
                            R"(  POLICY           the policy
  --on DATE        where POLICY is a folder of several years' policies: the one that applies on that day
  --effective      with all amendments in place (the default), each part with its origin
  -o, --output OUT write to the file OUT
  --lang zh|en     language of messages

What is printed is an ordinary policy that can be checked and used.)",
                            "cepol show 本年政策 --effective", "cepol show this-year --effective"},
                           make_call<ShowCall>};

}  // namespace cepol::cli

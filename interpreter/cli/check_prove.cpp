#include "interpreter/cli/check_prove.hpp"

#include <chrono>

#include "interpreter/authoring/example_text.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/explain/explain.hpp"
#include "interpreter/symbolic/proof.hpp"
#include "lang/base/visible.hpp"

namespace cepol::cli {

namespace {

using symbolic::Claim;
using symbolic::ClaimKind;
using symbolic::Verdict;

constexpr std::chrono::seconds most_time{30};  // of a policy

class ProofReport {
 public:
  ProofReport(const Policy& policy, const Io& io)
      : policy_(policy), program_(policy.program()), io_(io), loaded_(engines::for_examples(), program_) {}

  std::string run(std::size_t& findings) {
    symbolic::ProofOptions options;
    const auto until = std::chrono::steady_clock::now() + most_time;
    options.stop = [&] { return std::chrono::steady_clock::now() > until; };
    const symbolic::Proof proof = symbolic::prove(program_, loaded_, options);
    std::string text(io_.say(
        "证明：对每一个可能的人（填写完整；哪种读法都算；没有写明界限的数不超过10亿，每张表不超过1万行）\n",
        "proof, for every possible person (data complete; with every reading; numbers without bounds of their own up "
        "to 1,000,000,000, tables up to 10,000 rows)\n"));
    for (std::uint32_t d = 0; d < program_.decisions.size(); ++d) text += of_decision({d}, proof, findings);
    text +=
        io_.say("条件、情形、限额共问了 {} 处：没有列出的，没有证明它们不起作用\n",
                "conditions, cases and limits that were asked about: {}; those that are not listed are not proved to "
                "have no effect\n",
                proof.parts);
    if (proof.stopped) {
      ++findings;
      text += io_.say("到了 {} 秒的时限，后面的没有再证\n",
                      "the time of {} seconds was up; what is not listed was not "
                      "looked at\n",
                      most_time.count());
    }
    return text;
  }

 private:
  std::string of_decision(core::DecisionId id, const symbolic::Proof& proof, std::size_t& findings) {
    const core::Decision& decision = program_.decisions[id];
    std::vector<std::string> proved, few, open;
    std::string found, parts;
    std::uint32_t rows = 0;
    for (const Claim& claim : proof.claims) {
      if (claim.decision != id) continue;
      switch (claim.verdict) {
        case Verdict::proved:
          if (claim.span == Span{})
            proved.push_back(words(claim));
          else
            parts += part_line(claim);
          findings += claim.span == Span{} ? 0 : 1;
          break;
        case Verdict::proved_of_few:
          few.push_back(words(claim));
          rows = claim.rows;
          break;
        case Verdict::refuted:
          found += refuted(claim);
          ++findings;
          break;
        case Verdict::not_confirmed:
        case Verdict::open:
          open.push_back(words(claim));
          ++findings;
          break;
      }
    }
    if (proved.empty() && few.empty() && open.empty() && found.empty() && parts.empty()) return {};
    std::string text =
        io_.say("判定“{}”（{}）\n", "decision “{}” ({})\n", decision.name, program_.tables[decision.table].name);
    const auto line = [&](std::string_view begin, const std::vector<std::string>& claims) {
      if (!claims.empty()) text += quoted_format("  {}{}\n", begin, Composed{io_.listed(claims, claims.size())});
    };
    line(io_.say("已证明：", "proved: "), proved);
    line(io_.say("表格每张至多 {} 行时，已证明：", "proved of tables of at most {} rows: ", rows), few);
    line(io_.say("没有证明：", "not proved: "), open);
    return text + found + parts;
  }

  std::string words(const Claim& claim) const {
    std::string what;
    switch (claim.kind) {
      case ClaimKind::no_conflict: what = io_.say("不会冲突", "no conflict"); break;
      case ClaimKind::covered: what = io_.say("不会未规定", "nothing is left uncovered"); break;
      case ClaimKind::no_failure: what = io_.say("总能计算", "it can always be computed"); break;
      default: break;
    }
    if (!claim.measure) return what;
    const std::string& figure = program_.decisions[claim.decision].measures[*claim.measure].label;
    return io_.say("“{}”{}", "“{}”: {}", figure, Composed{what});
  }

  std::string refuted(const Claim& claim) {
    std::string what;
    switch (claim.kind) {
      case ClaimKind::no_conflict: what = io_.say("会冲突：{}", "a conflict: {}", claim.detail); break;
      case ClaimKind::covered: what = io_.say("有未规定的", "not covered"); break;
      case ClaimKind::no_failure: what = io_.say("会无法计算：{}", "cannot be computed: {}", claim.detail); break;
      default: break;
    }
    if (claim.measure)
      what = io_.say("“{}”{}", "“{}”: {}", program_.decisions[claim.decision].measures[*claim.measure].label,
                     Composed{what});
    semantics::Example example = *claim.witness;
    example.title = title(claim);
    std::string text = io_.say("  {}。例如：\n", "  {}. For instance:\n", Composed{what});
    text += indented(authoring::text_of(program_, example, program_.english));
    return text;
  }

  // In the policy's own language.
  std::string title(const Claim& claim) const {
    std::string_view status;
    switch (claim.kind) {
      case ClaimKind::no_conflict: status = say_in(program_.english, "冲突", "a conflict"); break;
      case ClaimKind::covered: status = say_in(program_.english, "未规定", "not covered"); break;
      default: status = say_in(program_.english, "无法计算", "cannot be computed"); break;
    }
    const core::Decision& decision = program_.decisions[claim.decision];
    const std::string& name = claim.measure ? decision.measures[*claim.measure].label : decision.name;
    return say_in(program_.english, "{}：{}", "{}: {}", Composed{name}, status);
  }

  static std::string indented(const std::string& text) {
    std::string all;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      all += "    " + visible(text.substr(at, end - at)) + "\n";
      at = end == std::string::npos ? text.size() : end + 1;
    }
    return all;
  }

  std::string part_line(const Claim& claim) const {
    std::string_view what;
    switch (claim.kind) {
      case ClaimKind::case_never_applies:
        what = io_.say("从不适用：没有人符合它的条件", "never applies: nobody meets its conditions");
        break;
      case ClaimKind::case_makes_no_difference:
        what = io_.say("从不起作用：去掉它，谁的结果都一样", "has no effect: without it every result is the same");
        break;
      case ClaimKind::condition_always_holds:
        what = io_.say("总是成立：去掉它，谁的结果都一样", "always holds: without it every result is the same");
        break;
      case ClaimKind::condition_never_holds:
        what = io_.say("从不成立，也没有影响：去掉它，谁的结果都一样",
                       "never holds, and has no effect: without it every result is the same");
        break;
      case ClaimKind::condition_makes_no_difference:
        what = io_.say("是多余的：问到它的时候别的条件已经决定了，去掉它，谁的结果都一样",
                       "is not needed: where it is asked, others have decided; without it every result is the same");
        break;
      case ClaimKind::limit_makes_no_difference:
        what = io_.say("从不起作用：去掉这个限额，谁的结果都一样",
                       "has no effect: without this limit every result is the same");
        break;
      case ClaimKind::no_conflict:
      case ClaimKind::covered:
      case ClaimKind::no_failure: break;
    }
    return io_.say("  {}：“{}”{}（已证明）\n", "  {}: “{}” {} (proved)\n", written_at(policy_.sources, claim.span),
                   claim.label, what);
  }

  const Policy& policy_;
  const core::Program& program_;
  const Io& io_;
  engine::LoadedProgram loaded_;
};

}  // namespace

std::string cannot_prove(const Io& io) {
  if (symbolic::has_solver()) return {};
  return std::string(io.say("cepol：这个程序里没有求解器 Z3，不能用 --prove；请在装有 libz3-dev 的机器上重新编译\n",
                            "cepol: this program was built without the solver Z3 and cannot --prove; build it where "
                            "libz3-dev is installed\n"));
}

std::string proof_text(const Policy& policy, const Io& io, std::size_t& findings) {
  return ProofReport(policy, io).run(findings);
}

}  // namespace cepol::cli

// The subcommand `cepol doc`: writes the notice and the policy side by side as one HTML page.
#include "interpreter/pages/doc.hpp"

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/policy_call.hpp"
#include "interpreter/engines/engines.hpp"

namespace cepol::cli {

namespace {

class DocCall final : public PolicyCall {
 protected:
  int run_on(const Policy& policy, const Io& io) const override {
    const pages::PolicyWithNotice given{policy.as_checked(), policy.notice, policy.others};
    const pages::Doc doc =
        pages::make_doc(given, pages::examples_of_rules(given, engines::for_examples()), io.language == Language::en);
    Output page = output(io, TextKind::html);
    page.write(pages::doc_page(doc));
    return page.commit() ? done : io.not_written(page.error());
  }
};

}  // namespace

const Command doc_command{"doc",
                          {"cepol doc POLICY [--on DATE] [-o OUT]", "把通知原文和政策逐条对照，做成一页网页",
                           "set the notice and its policy side by side, clause by clause, as one page to read",
                           R"(  POLICY           政策文件
  --on DATE        POLICY 是放着几个年度政策的文件夹时，用这一天适用的那一份
  -o, --output OUT 写到文件 OUT，例如 对照.html；不写就打印出来
  --lang zh|en     页面的语言；通知和政策里的名称、数字照原样

左边是通知的每一条，右边是引用它的规则、读法，或者不作计算的理由；没有规则引用的条款一眼可见。用浏览器打开，不用联网，也可以打印。)",
                           R"(  POLICY           the policy
  --on DATE        where POLICY is a folder of several years' policies: the one that applies on that day
  -o, --output OUT write to the file OUT, such as side-by-side.html; by default the page is printed
  --lang zh|en     language of the page; the notice, names and numbers stay as they are

On the left every clause of the notice, on the right the rules and readings that cite it, or why it computes nothing; a
clause that nothing cites is plain to see. Open it with a browser; it needs no network and can be printed.)",
                           "cepol doc nmg/2017 -o 对照.html", "cepol doc nmg/2017 -o beside-the-notice.html"},
                          make_call<DocCall>};

}  // namespace cepol::cli

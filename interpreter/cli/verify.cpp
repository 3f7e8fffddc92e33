// The subcommand `cepol verify`: computes results again from a receipt, and compares.
#include <algorithm>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/receipt.hpp"
#include "interpreter/report/count.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t longest_receipt = 16 << 20;  // bytes

class VerifyCall final : public Call {
 public:
  std::vector<Option> options() override { return {threads_.option()}; }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (values.size() != 1)
      return std::string(
          io.say("写出一份回执，如 cepol verify 回执.json", "name one receipt, as in cepol verify receipt.json"));
    file_ = values.front();
    return threads_.check(io);
  }

  int run(const Io& io) const override {
    std::string why;
    const auto text = io.files->read(file_, longest_receipt, why);
    if (!text) {
      io.message(io.say("cepol：打不开“{}”：{}\n", "cepol: “{}” cannot be opened: {}\n", file_, io.system_words(why)));
      return bad_usage;
    }
    auto receipt = receipt_of(*text);
    if (!receipt || !receipt->inputs.on.check(io).empty() || !receipt->inputs.known.check(io).empty() ||
        receipt->inputs.data.empty()) {
      io.message(io.say("cepol：“{}”不是 cepol eval --receipt 写出的回执，或者被改过\n",
                        "cepol: “{}” is no receipt of cepol eval --receipt, or was changed\n", file_));
      return bad_usage;
    }
    receipt->inputs.threads = threads_;
    bool same = true;
    if (receipt->version != CEPOL_VERSION)
      io.message(io.say("回执是 cepol {} 写的，这里是 {}\n", "the receipt is of cepol {}, this is {}\n",
                        receipt->version, std::string_view(CEPOL_VERSION)));
    const bool inputs_same = same_files(receipt->read, io.say("读入的文件", "file read"), io);
    same = same_files(receipt->written, io.say("写出的文件", "file written"), io) && inputs_same;
    const auto results = compute_again(*receipt, io);
    if (!results) return bad_usage;
    same = same_tables(receipt->results, *results, io) && same;
    io.message(
        std::string(same ? io.say("与回执一致：文件没有改动，重新计算的结果相同\n",
                                  "as the receipt says: no file was changed, and the results come out the same again\n")
                         : io.say("与回执不一致，见上\n", "not as the receipt says, see above\n")));
    return same ? done : found_something;
  }

 private:
  static bool same_files(const std::vector<FileDigest>& files, std::string_view what, const Io& io) {
    bool same = true;
    for (const FileDigest& file : files) {
      std::string why;
      const auto now = sha256_of(*io.files, path_of_digest(file.path, io), why);
      if (now == file.sha256) continue;
      same = false;
      io.message(
          now ? io.say("{}“{}”改动过\n", "{} “{}” was changed\n", what, file.path)
              : io.say("{}“{}”打不开：{}\n", "{} “{}” cannot be opened: {}\n", what, file.path, io.system_words(why)));
    }
    return same;
  }

  std::optional<std::vector<TableDigest>> compute_again(const Receipt& receipt, const Io& io) const {
    const auto inputs = read_inputs(receipt.inputs, io);
    if (!inputs) return std::nullopt;
    const core::Program& program = inputs->policy->program();
    const auto tables = ColumnChoice(receipt.columns).tables(program, io);
    RowSelection selection(receipt.only);
    if (!tables || !selection.resolve(program, io)) return std::nullopt;
    const Threads threads(threads_.count());
    return digests_of_results(*inputs, *tables, selection, threads, io).tables();
  }

  static bool same_tables(const std::vector<TableDigest>& before, const std::vector<TableDigest>& now, const Io& io) {
    const auto named = [](const std::vector<TableDigest>& all, const std::string& name) {
      return std::find_if(all.begin(), all.end(), [&](const TableDigest& one) { return one.table == name; });
    };
    bool same = before.size() == now.size();
    for (const TableDigest& table : before) {
      const auto found = named(now, table.table);
      if (found != now.end() && *found == table) continue;
      same = false;
      io.message(found == now.end() ? io.say("结果“{}”这一次没有\n", "there is no result “{}” this time\n", table.table)
                                    : io.say("结果“{}”不同：当时 {} 行，现在 {} 行\n",
                                             "the result “{}” differs: {} then, {:row,rows} now\n", table.table,
                                             report::Count{table.rows}, report::Count{found->rows}));
    }
    for (const TableDigest& table : now)
      if (named(before, table.table) == before.end())
        io.message(io.say("结果“{}”当时没有\n", "there was no result “{}” then\n", table.table));
    return same;
  }

  std::string file_;
  ThreadsOption threads_;
};

}  // namespace

const Command verify_command{"verify",
                             {"cepol verify RECEIPT [--threads N]", "按回执重新计算，核对结果和文件有没有变",
                              "compute results again from a receipt, and compare them and the files",
                              R"(  RECEIPT                cepol eval --receipt 写出的回执
  --threads N            同时用几个线程；不写就用全部处理器
  --lang zh|en           消息的语言

在当时运行 cepol eval 的文件夹里运行。读入、写出的文件改动过的，重新计算的结果和当时不同的，都列出来。)",
                              R"(  RECEIPT                the receipt that cepol eval --receipt wrote
  --threads N            how many threads work at a time, by default one for each processor
  --lang zh|en           language of messages

Run it in the folder in which cepol eval was run. It lists the files, read or written, that were changed since, and the
results that come out otherwise.)",
                              "cepol verify 回执.json", "cepol verify receipt.json"},
                             make_call<VerifyCall>};

}  // namespace cepol::cli

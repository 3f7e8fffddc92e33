#include "interpreter/cli/combine_parts.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/part_options.hpp"
#include "interpreter/report/count.hpp"

namespace cepol::cli {

namespace {

class Combination {
 public:
  Combination(std::vector<OpenedPart> parts, const ResultTarget& target, const Io& io)
      : parts_(std::move(parts)), target_(target), io_(io) {
    const auto first = [](const OpenedPart& part) { return part.head.parts.begin()->number; };
    std::sort(parts_.begin(), parts_.end(),
              [&](const OpenedPart& a, const OpenedPart& b) { return first(a) < first(b); });
    const PartHead& head = parts_.front().head;
    program_.name = head.policy;
    program_.english = head.english;
    program_.tables.nodes = head.tables;
    // Most messages were made with the parts; the others are in their language.
    io_.language = head.english_messages ? Language::en : Language::zh;
    for (const OpenedPart& part : parts_) io_.id_words->insert(part.head.odd_ids.begin(), part.head.odd_ids.end());
  }

  int run() {
    writer_ = writer_to(target_, program_, io_);
    // How many tables there are only the files tell: after the last one the totals come.
    NextTable next = NextTable::read;
    while (next == NextTable::read) next = table();
    if (next == NextTable::wrong || !totals() || !same_rest()) return broken();
    const auto rest = parts_.front().reader->rest();
    if (!rest) return broken();
    rest->quotas.repeat(*writer_);
    (target_.format == ResultFormat::table ? rest->rosters_shown : rest->rosters_in_files).repeat(*writer_);
    if (rest->any_bad || target_.format != ResultFormat::table)
      (target_.to_terminal() ? rest->causes : rest->faults).repeat(*writer_);
    if (!writer_->commit()) return io_.not_written(writer_->error());
    return tell(*rest);
  }

 private:
  int broken() const {
    for (const OpenedPart& part : parts_)
      if (part.reader->failed()) {
        io_.message(io_.say("cepol：“{}”不完整，或者不是 cepol eval --part 写出的，请重新做这一份\n",
                            "cepol: “{}” is not complete, or was not written by cepol eval --part; make this part "
                            "again\n",
                            part.reader->path()));
        return bad_usage;
      }
    io_.message(
        std::string(io_.say("cepol：各份不是同一份政策、同一批数据的，没有合在一起；请重新做各份\n",
                            "cepol: the parts are not of the same policy and data, and were not put together; make "
                            "them again\n")));
    return bad_usage;
  }

  enum class NextTable : std::uint8_t { read, none_left, wrong };
  NextTable table() {
    std::optional<WriterCall> begin;
    for (OpenedPart& part : parts_) {
      if (part.reader->at_totals()) return begin ? NextTable::wrong : NextTable::none_left;
      const auto next = part.reader->begin();
      if (!next || (begin && begin->text != next->text)) return NextTable::wrong;
      begin = next;
    }
    tables_with_results_.push_back(begin->text);
    writer_->begin(begin->text, begin->heads);
    std::vector<std::optional<PartReader::Row>> next;
    for (OpenedPart& part : parts_) next.push_back(part.reader->row());
    while (true) {
      std::size_t least = next.size();
      for (std::size_t i = 0; i < next.size(); ++i)
        if (next[i] && (least == next.size() || next[i]->row < next[least]->row)) least = i;
      if (least == next.size() || writer_->failed()) break;
      if (!is_known(next[least]->ranked)) return NextTable::wrong;
      writer_->row(next[least]->cells);
      ranking_.add(next[least]->ranked);
      next[least] = parts_[least].reader->row();
    }
    writer_->end();
    const bool failed =
        std::any_of(parts_.begin(), parts_.end(), [](const OpenedPart& part) { return part.reader->failed(); });
    return failed ? NextTable::wrong : NextTable::read;
  }

  // Are the cells those of columns of the policy?
  bool is_known(const report::RankedRow& row) const {
    return std::all_of(row.cells.begin(), row.cells.end(), [&](const report::RankedCell& cell) {
      return cell.table.index < program_.tables.size() &&
             (cell.column == engine::whole_row || cell.column < program_.tables[cell.table].columns.size());
    });
  }

  bool totals() {
    for (OpenedPart& part : parts_) {
      std::uint64_t changed = 0;
      const auto counts = part.reader->totals(changed);
      if (!counts) return false;
      twice_.changed += changed;
      if (counts_.empty()) {
        counts_ = *counts;
        continue;
      }
      if (counts->size() != counts_.size()) return false;
      for (std::size_t i = 0; i < counts_.size(); ++i) {
        if ((*counts)[i].outcomes.size() != counts_[i].outcomes.size()) return false;
        for (std::size_t k = 0; k < counts_[i].outcomes.size(); ++k)
          counts_[i].outcomes[k].second += (*counts)[i].outcomes[k].second;
      }
    }
    return true;
  }

  bool same_rest() {
    std::optional<std::string> first;
    for (OpenedPart& part : parts_) {
      const auto digest = part.reader->digest();
      if (!digest || (first && *digest != *first)) return false;
      first = digest;
    }
    return true;
  }

  // A line for each decision of the table.
  std::string counts_text(const std::string& table) const {
    std::string text;
    for (const PartCounts& one : counts_) {
      if (one.table != table) continue;
      std::string list;
      for (const auto& [word, count] : one.outcomes)
        if (count > 0)
          list += (list.empty() ? std::string() : std::string(io_.say("，", ", "))) + quotable(word) + " " +
                  std::to_string(count);
      if (!list.empty()) text += quoted_format("  {}{}{}\n", one.decision, io_.say("：", ": "), Composed{list});
    }
    return text;
  }

  int tell(const PartRest& rest) {
    std::string summary;
    for (std::size_t i = 0; i < tables_with_results_.size() && i < rest.rows.size(); ++i) {
      const std::string list = counts_text(tables_with_results_[i]);
      if (!list.empty())
        summary += io_.say("{}：{} 行{}\n{}", "{}: {:row,rows}{}\n{}", tables_with_results_[i],
                           report::Count{rest.rows[i]}, Composed{std::string()}, Composed{list});
    }
    twice_.places = rest.places_twice;
    twice_.counts = rest.counts_twice;
    summary += rest.unknown_members + twice_summary(twice_, io_);
    summary += report::ranking_text(program_, ranking_.ranking(report::most_ranked), io_.language == Language::en);
    if (target_.to_terminal() && io_.progress) io_.message(std::string("\n"));
    io_.message(summary);
    if (!rest.left_out.empty())
      io_.message(
          io_.say("不是记录的行，没有读入：\n{}", "rows that are no records, not read:\n{}", Composed{rest.left_out}));
    io_.message(rest.changed_texts);
    if (!rest.any_bad) return done;
    io_.message(target_.to_terminal() ? rest.bad_rows_shown : rest.bad_rows_in_files);
    return found_something;
  }

  std::vector<OpenedPart> parts_;
  const ResultTarget& target_;
  Io io_;
  core::Program program_;  // names and language alone
  std::unique_ptr<report::ResultWriter> writer_;
  std::vector<std::string> tables_with_results_;
  std::vector<PartCounts> counts_;
  TwiceFound twice_;
  report::DamageRanking ranking_;
};

}  // namespace

int combine_parts(std::vector<OpenedPart> parts, const ResultTarget& target, const Io& io) {
  return Combination(std::move(parts), target, io).run();
}

}  // namespace cepol::cli

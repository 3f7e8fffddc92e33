// The judge of damaged data itself: what it takes for wrong, and what it counts as still decided.
#include "tests/properties/damage/judge.hpp"

#include <catch2/catch.hpp>

#include "tests/properties/damage/clean_data.hpp"
#include "tests/properties/damage/text_tables.hpp"

namespace {

using namespace cepol::damage;

const Subject anna{"people", "A1"}, bert{"people", "B2"}, stranger{"people", "C3"};

Results clean_results() {
  Results results;
  results.answers[{anna, "pass"}] = {"yes"};
  results.answers[{bert, "pass"}] = {"no"};
  results.counts["places"] = {5, 5};
  return results;
}

TEST_CASE("damaged data, the judge: what is said as before, left open or not said is not wrong") {
  const Judgement same = judge(clean_results(), clean_results(), {});
  CHECK(same.wrong.empty());
  CHECK(same.answers == 2);
  CHECK(same.decided == 2);

  Results open = clean_results();
  open.answers.erase({anna, "pass"});
  open.open.insert({anna, "pass"});
  open.answers.erase({bert, "pass"});
  open.counts["places"] = {4, 6};
  const Judgement less = judge(clean_results(), open, {anna});
  CHECK(less.wrong.empty());
  CHECK(less.decided == 0);
  CHECK(less.others == 1);
  CHECK(less.others_decided == 0);
  CHECK(less.lost.size() == 1);
}

TEST_CASE("damaged data, the judge: another certain answer or a range without the clean count is wrong") {
  Results other = clean_results();
  other.answers[{anna, "pass"}] = {"yes", "no"};  // two rows with her key
  CHECK(judge(clean_results(), other, {anna}).wrong == std::vector<std::string>{"people A1 pass: yes -> no"});
  for (const Range range : {Range{6, 9}, Range{1, 4}}) {
    Results counted = clean_results();
    counted.counts["places"] = range;
    CHECK(judge(clean_results(), counted, {}).wrong.size() == 1);
  }
}

TEST_CASE("damaged data, the judge: an answer about nobody of the clean data, or none at all, is not wrong") {
  Results other = clean_results();
  other.answers[{stranger, "pass"}] = {"no"};
  CHECK(judge(clean_results(), other, {}).wrong.empty());
  Results stopped;
  stopped.stopped = "a table is missing";
  const Judgement none = judge(clean_results(), stopped, {});
  CHECK(none.stopped);
  CHECK(none.wrong.empty());
}

TEST_CASE("damaged data, the files: cells as they are written") {
  TextTable table;
  table.headings = row_of({"id", "text"});
  table.rows = {row_of({"1", "a,b"}), row_of({"2", "say \"x\""}), {{"3"}, {"\"open", true, false}}};
  CHECK(file_text(table) == "id,text\n1,\"a,b\"\n2,\"say \"\"x\"\"\"\n3,\"open\n");
  table.rows.resize(1);
  table.form = FileForm::crlf;
  CHECK(file_text(table) == "id,text\r\n1,\"a,b\"\r\n");
  table.form = FileForm::tabs;
  CHECK(file_text(table) == "id\ttext\n1\ta,b\n");
}

TEST_CASE("damaged data, the keys: far from one another but for serial ones") {
  cepol::test::Random random{7};
  for (const KeyStyle style : {KeyStyle::identity, KeyStyle::zeros, KeyStyle::letters}) {
    const auto keys = keys_of(style, 40, random);
    for (std::size_t i = 0; i < keys.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) CHECK(distance(keys[i], keys[j]) > 2);
  }
  CHECK(distance("abcd", "acbd") == 1);
  CHECK(distance("abcd", "abd") == 1);
  CHECK(distance("0012", "12") == 2);
}

}  // namespace

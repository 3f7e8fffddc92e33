// The deepest policies that check accepts, run by every command in a thread with a small stack: the 1 MB that a browser
// gives.
// A shape is a construct within itself, or a chain of declarations; its depth is the largest that is accepted.
#include <pthread.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "tests/support/memory_files.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;
using test::MemoryFiles;
using test::Ran;
using test::run_tool;

namespace {

// Frames are larger in builds that are not optimised, and by far in sanitized ones. (The tests themselves never are, so
// __OPTIMIZE__ does not tell how the tool is built.)
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t stack_size = std::size_t{16} << 20;
#elif defined(NDEBUG)
constexpr std::size_t stack_size = std::size_t{1} << 20;
#else
constexpr std::size_t stack_size = std::size_t{3} << 20;
#endif

void on_small_stack(std::function<void()> work) {
  pthread_attr_t attributes;
  pthread_t thread;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, stack_size) == 0);
  const auto run = [](void* given) -> void* {
    (*static_cast<std::function<void()>*>(given))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run, &work) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

const std::string head =
    "policy a/b \"t\" { language en }\n"
    "unit credits\nunit hours = 2 credits\nrecord course key code { code: text; before: course; size: number }\n"
    "record person key id { id: text; n: number; bo: bool; d: date; y: year; course: course; h: hours }\n"
    "record study of person { y: year; v: number; s: date; t: optional date }\n";
const std::string tail =
    "decision z for person: q | r { q when f > 0; r otherwise }\n"
    "example \"e\" { course { code: C, before: C, size: 1 } person { id: A, n: 1, bo: yes, d: 2017-01-01, y: 2017, "
    "course: C, h: 2 } study { y: 2017, v: 1, s: 2017-01-01, t: "
    "2017-02-01 } expect z is q }\n";

std::string nested(const std::string& one, std::size_t n) {
  std::string before, after;
  const std::size_t hole = one.find('@');
  for (std::size_t i = 0; i < n; ++i) {
    before += one.substr(0, hole);
    after += one.substr(hole + 1);
  }
  return head + "define f for person: number = " + before + "n" + after + "\n" + tail;
}
std::string chain(std::string text, const std::string& link, std::size_t n, const std::string& end) {
  for (std::size_t i = 0; i < n; ++i) text += link;
  text += end;
  return head + "define f for person: number = " + text + "\n" + tail;
}
// Definitions that each use the one before; `backwards`: the last of them is written first.
std::string definitions(const std::string& body, std::size_t n, bool backwards) {
  std::vector<std::string> lines{"define f0 for person: number = n\n"};
  for (std::size_t i = 0; i < n; ++i) {
    std::string text = body;
    text.replace(text.find('@'), 1, "f" + std::to_string(i));
    lines.push_back("define f" + std::to_string(i + 1) + " for person: number = " + text + "\n");
  }
  lines.push_back("define f for person: number = f" + std::to_string(n) + "\n");
  if (backwards) std::reverse(lines.begin(), lines.end());
  std::string text = head;
  for (const std::string& line : lines) text += line;
  return text + tail;
}
std::string if_chain(std::size_t ifs) {
  std::string text = "@";
  for (std::size_t i = 0; i < ifs; ++i) text = "(if n > " + std::to_string(i) + " then " + text + " else 1)";
  return text;
}

struct Shape {
  std::string name;
  std::function<std::string(std::size_t)> text;
};
std::vector<Shape> shapes() {
  std::vector<Shape> all;
  for (const std::string one :
       {"(@ + 1)", "-(-(@))", "min(1, @)", "(if n > 1 then 1 else @)", "(if not (@ > 1) then 1 else 2)",
        "(if bo and (@ > 1 or bo) then 1 else 2)", "sum(@ over study)", "sum(z.v over study as z where @ > 0)",
        "(days_covered(study as z from z.s to z.t where @ > 0) / 1 days)", "remainder(@, 7)",
        "(if @ in { 1, 2 } then 1 else 2)", "running(a from @, year x in last 1 years to y: a + 1)",
        "sum(1 over study as z by z.v + @)", "sum(@ + 1 + 1 + 1 + 1 + 1 + 1 + 1 over study)",
        "(if n > 1 then 1 else @ + 1 + 1 + 1 + 1 + 1 + 1 + 1)",
        "(months_covered(study as z from z.s to z.t where @ + 1 + 1 + 1 > 0) / 1 months)",
        "(if some(year x in last 1 years to y where @ + 1 + 1 + 1 > 0) then 1 else 2)"})
    all.push_back({one, [one](std::size_t n) { return nested(one, n); }});
  for (const std::string link : {" + 1", " - 1", " * 1"})
    all.push_back({"n" + link, [link](std::size_t n) { return chain("n", link, n, ""); }});
  all.push_back({"fields", [](std::size_t n) { return chain("course", ".before", n, ".size"); }});
  all.push_back({"conversions", [](std::size_t n) { return chain("h", " as credits as hours", n, " / 1 hours"); }});
  for (const std::string link : {" and bo", " or bo"})
    all.push_back({"bo" + link, [link](std::size_t n) { return chain("(if bo", link, n, " then 1 else 2)"); }});
  for (const bool backwards : {false, true})
    for (const std::string& body :
         {if_chain(0) + " + 1", if_chain(4) + " + 1", if_chain(10) + " + 1", std::string("sum(@ over study)"),
          std::string("sum(@ + 1 + 1 + 1 + 1 + 1 + 1 over study)"), std::string("remainder(@, 7) + 1 + 1 + 1 + 1"),
          std::string("days_covered(study as z from z.s to z.t where @ > 0) / 1 days")})
      all.push_back(
          {"definitions " + body, [body, backwards](std::size_t n) { return definitions(body, n, backwards); }});
  return all;
}

class Runs {
 public:
  Runs() { io_.files = &files; }
  int check(const std::string& text) {
    files.write("p.cepol", text);
    return run({"check", "p.cepol"});
  }
  int run(const std::vector<std::string>& words) {
    int status = -1;
    on_small_stack([&] { status = run_tool(words, io_).status; });
    return status;
  }
  // The deepest that is accepted.
  std::size_t deepest(const Shape& shape) {
    std::size_t low = 1, high = 1100;
    while (low + 1 < high) {
      const std::size_t middle = (low + high) / 2;
      (check(shape.text(middle)) == 0 ? low : high) = middle;
    }
    return low;
  }

  MemoryFiles files;

 private:
  cli::Io io_;
};

}  // namespace

TEST_CASE("what check accepts runs in a small stack, and what it refuses is refused in it") {
  Runs runs;
  for (const Shape& shape : shapes()) {
    INFO(shape.name);
    const std::size_t depth = runs.deepest(shape);
    INFO(depth);
    CHECK(depth > 8);
    runs.files.write("p.cepol", shape.text(depth));
    runs.files.write("person.csv", "id,n,bo,d,y,course,h\nA,1,yes,2017-01-01,2017,C,2\n");
    runs.files.write("course.csv", "code,before,size\nC,C,1\n");
    runs.files.write("study.csv", "id,y,v,s,t\nA,2017,1,2017-01-01,2017-02-01\n");
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"test", "p.cepol"},
             {"eval", "p.cepol", "person.csv", "study.csv", "course.csv"},
             {"eval", "--engine", "reference", "p.cepol", "person.csv", "study.csv", "course.csv"},
             {"explain", "p.cepol", "person.csv", "study.csv", "course.csv", "A"},
             {"fmt", "--check", "p.cepol"},
             {"doc", "p.cepol"},
             {"check", "--core", "p.cepol"},
             {"diff", "p.cepol", "p.cepol"}}) {
      INFO(words[0]);
      const int status = runs.run(words);
      CHECK(status >= 0);  // the stack was not too small
      CHECK(status <= 1);  // and the files could be used
    }
    // What is blank is computed in another way.
    runs.files.write("person.csv", "id,n,bo,d,y,course,h\nA,,,,,,\n");
    runs.files.write("study.csv", "id,y,v,s,t\nA,,,,\n");
    for (const char* engine : {"columnar", "reference"}) {
      INFO("blank " << engine);
      const int status =
          runs.run({"eval", "--threads", "1", "--engine", engine, "p.cepol", "person.csv", "study.csv", "course.csv"});
      CHECK(status >= 0);
      CHECK(status <= 1);
    }
  }
}

TEST_CASE("how deep definitions may go does not depend on their order") {
  Runs runs;
  for (const std::size_t ifs : {0, 4, 10}) {
    const auto forwards = [&](std::size_t n) { return definitions(if_chain(ifs) + " + 1", n, false); };
    const auto backwards = [&](std::size_t n) { return definitions(if_chain(ifs) + " + 1", n, true); };
    CHECK(runs.deepest({"forwards", forwards}) == runs.deepest({"backwards", backwards}));
  }
}

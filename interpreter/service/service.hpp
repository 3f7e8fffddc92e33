// The door for programs: an editor's requests in JSON-RPC 2.0 (LSP 3.17), answered about the policies that it has open.
// Messages are texts; how they travel is the shell's: standard input and output (`cepol serve`), a worker in a page.
//
//   receive()   takes one message; those that cancel others count at once, the rest wait for their turn
//   step()      does the next thing: answers one message or, when none waits, publishes the problems of one text that
//   has
//               changed. So of many edits in a row only the last is checked, and what was cancelled costs nothing.
//
// No step waits for anything, throws, or opens anything but through the workspace's files. A message that is malformed
// is answered with an error, whatever it is.
#pragma once

#include <deque>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/service/context.hpp"

namespace cepol::service {

constexpr std::size_t longest_message = std::size_t{64} << 20;  // bytes; an open text has at most 4 MB

class Service {
 public:
  Service(const workspace::Workspace& workspace, Language language);

  void receive(std::string_view message);
  bool idle() const { return waiting_.empty() && changed_.empty(); }
  std::vector<std::string> step();  // the messages to be sent
  // Called between the parts of long work: takes what has arrived meanwhile, by receive().
  void on_pause(std::function<void()> pump) { pump_ = std::move(pump); }
  bool ended() const { return ended_; }
  int exit_status() const { return shut_down_ ? 0 : 1; }  // of the process, as the protocol wants it

 private:
  struct Message {
    Json id;  // null: a notification
    std::string method;
    Json params;
    Answer refused = {};  // it is no message: what is answered
  };

  void answer(const Message& message);
  void notify(const Message& message);
  Answer initialize(const Json& params);
  void open(const Json& params);
  void change(const Json& params);
  void close(const Json& params);
  void take_files(const Json& params);
  void touch(const std::string& path);
  void publish(const std::string& uri);
  void send(Json message);
  void show(const std::string& text);
  bool is_cancelled(const Json& id);
  bool edit_waits() const;

  Documents documents_;
  Analyses analyses_;
  Language language_;
  std::vector<std::string> folders_;
  bool snippets_ = false;
  std::deque<Message> waiting_;
  std::set<std::string> cancelled_;                         // ids, as JSON
  std::set<std::string> changed_;                           // URIs whose problems are to be published
  std::map<std::string, std::set<std::string>> published_;  // by document: the URIs of files with problems
  std::vector<std::string> sent_;
  std::function<void()> pump_;
  bool initialized_ = false, shut_down_ = false, ended_ = false;
};

}  // namespace cepol::service

// Computes a plan for a stretch of subjects.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "interpreter/columnar/lanes.hpp"
#include "interpreter/engine/value_set.hpp"

namespace cepol::columnar {

class Batch {
 public:
  // The plan and the data must outlive it.
  Batch(const Plan& plan, const data::Dataset& data);

  // Of these subjects, ascending.
  void run(std::vector<data::RowIndex> rows);
  bool has(data::RowIndex row) const {
    return in_a_row_ ? row - rows_.front() < rows_.size() : std::ranges::binary_search(rows_, row);
  }
  // The lane of a subject that it has.
  std::size_t subject_lane(data::RowIndex row) const {
    return in_a_row_ ? row - rows_.front()
                     : static_cast<std::size_t>(std::ranges::lower_bound(rows_, row) - rows_.begin());
  }

  // Of a node of the domain of subjects, or of the single lane.
  std::size_t lane_of(NodeId node, data::RowIndex row) const {
    return plan_.nodes[node].domain.index == 0 ? 0 : subject_lane(row);
  }
  // Of a node of a domain of years of the subjects; nullopt: the year is not among the row's, or these are not known.
  std::optional<std::size_t> lane_of_year(DomainId years, NodeId node, data::RowIndex row, std::int64_t year) const;
  // Of a domain of rows, within a lane of its parent; nullopt: its rows there are not known.
  std::optional<std::size_t> lane_of_row(DomainId rows, std::size_t parent, std::int64_t row) const;
  // As Exact; none: Special<Exact>::none; nullopt: deferred.
  std::optional<Exact> number_of(NodeId node, std::size_t lane) const;
  // Of a truth or a member; nullopt: none, or deferred.
  std::optional<core::Member> member_of(NodeId node, std::size_t lane) const;
  std::optional<engine::ValueSet> value_set(NodeId node, std::size_t lane) const;  // nullopt: deferred
  const DomainLanes& domain_lanes(DomainId domain) const { return domains_[domain.index]; }
  const data::Dataset& data() const { return data_; }
  std::string_view text(std::int64_t index) const;

 private:
  template <class T>
  struct In {  // of a node of the same domain, or of the single lane
    const T* at;
    std::size_t stride;
    T operator[](std::size_t lane) const { return at[lane * stride]; }
  };
  // out[i] = made(a[i], b[i]) for every lane. A loop for each kind of input, so that each can be vectorized.
  template <class A, class B, class T, class Make>
  static void zip(In<A> a, In<B> b, std::vector<T>& out, Make&& made) {
    T* const to = out.data();
    const std::size_t count = out.size();
    if (a.stride != 0 && b.stride != 0) {
      for (std::size_t i = 0; i < count; ++i) to[i] = made(a.at[i], b.at[i]);
    } else if (count > 0 && a.stride != 0) {
      const B same = *b.at;
      for (std::size_t i = 0; i < count; ++i) to[i] = made(a.at[i], same);
    } else if (count > 0 && b.stride != 0) {
      const A same = *a.at;
      for (std::size_t i = 0; i < count; ++i) to[i] = made(same, b.at[i]);
    } else if (count > 0) {
      std::ranges::fill(out, made(*a.at, *b.at));
    }
  }
  template <class T>
  In<T> in(NodeId id) {
    return {lanes_[id.index].of<T>().data(), plan_.nodes[id].domain.index == 0 ? std::size_t{0} : std::size_t{1}};
  }
  template <class T>
  std::vector<T>& out(NodeId id) {
    std::vector<T>& values = lanes_[id.index].of<T>();
    values.resize(domains_[plan_.nodes[id].domain.index].count);
    return values;
  }
  // Calls `visit` with a value of the type in which the node's values are held.
  template <class Visit>
  void by_rep(Rep rep, Visit&& visit) {
    switch (rep) {
      case Rep::members: return visit(std::uint8_t{});
      case Rep::integers: return visit(std::int64_t{});
      case Rep::exact: return visit(Exact{});
    }
  }

  void compute(const std::vector<NodeId>& nodes);
  void compute(NodeId id);
  void constant(NodeId id);
  void broadcast(NodeId id);
  void convert(NodeId id);
  template <class T, class Visit>
  static void with_cells(const data::ColumnData& data, core::Kind kind, Visit&& visit);
  void column(NodeId id);
  void arithmetic(NodeId id);
  void round(NodeId id);
  void dates(NodeId id);
  void compare(NodeId id);
  void logic(NodeId id);
  void contains(NodeId id);
  void choose(NodeId id);
  void cases(NodeId id);
  void scan(NodeId id);
  void fold(NodeId id);
  struct Guard;
  template <class T, class FoldLanes>
  void fold_each(NodeId id, FoldLanes&& fold_lanes);
  static std::optional<std::int64_t> sum_of_small(In<std::int64_t> given, const Guard& guard, std::size_t at,
                                                  std::size_t end);
  template <class T>
  void fold_values(NodeId id, core::Fold kind, const Guard& guard);
  // From each lane of the inner domain to its lane of the outer one, by as many steps.
  std::vector<const std::vector<std::uint32_t>*> way_to(DomainId inner, DomainId outer) const;
  void set_up(DomainId id);
  bool compares_rows(const Domain& domain) const;
  void set_up_rows(DomainId id, DomainLanes& lanes, std::vector<std::int64_t>& rows);
  void set_up_same_rows(DomainId id, DomainLanes& lanes, std::vector<std::int64_t>& rows);
  void set_up_years(DomainId id, DomainLanes& lanes, std::vector<std::int64_t>& years);

  const Plan& plan_;
  const data::Dataset& data_;
  std::vector<Lanes> lanes_;             // by NodeId
  std::vector<DomainLanes> domains_;     // by DomainId
  std::vector<std::size_t> most_lanes_;  // by DomainId: what is beyond is deferred
  std::vector<NodeId> once_, each_run_;  // what does not depend on the subjects; the rest, outside of scans
  std::vector<data::RowIndex> rows_;     // the subjects
  bool in_a_row_ = false;                // each is the one after that before
};

}  // namespace cepol::columnar

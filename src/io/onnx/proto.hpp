#pragma once
// ONNX's wire format as plain structs; text and raw data stay views into the bytes.
// Nothing here knows what an operator means.

#include <string_view>
#include <vector>

#include "io/bytes.hpp"

namespace relevance::onnx {

/// TensorProto.DataType of what we read.
enum TensorType : int {
  kFloat = 1,
  kUint8 = 2,
  kInt8 = 3,
  kInt32 = 6,
  kInt64 = 7,
  kBool = 9,
  kDouble = 11
};

struct TensorProto {
  std::string_view name;
  std::vector<int64_t> dims;
  int type = 0;
  bool external = false;  ///< data_location EXTERNAL: another file
  bool has_raw = false;
  std::string_view raw;
  std::vector<float> floats;
  std::vector<double> doubles;
  std::vector<int64_t> integers;  ///< int32_data or int64_data
};

struct AttributeProto {
  std::string_view name;
  int type = 0;
  float f = 0;
  int64_t i = 0;
  std::string_view s;
  std::vector<TensorProto> tensor;  ///< none or one
  std::vector<float> floats;
  std::vector<int64_t> ints;
};

struct NodeProto {
  std::string_view name, op, domain;
  std::vector<std::string_view> inputs, outputs;
  std::vector<AttributeProto> attributes;
};

/// A graph's input: `dims` holds −1 where an axis is symbolic.
struct ValueProto {
  std::string_view name;
  int type = 0;
  bool has_shape = false;
  std::vector<int64_t> dims;
};

struct GraphProto {
  std::vector<NodeProto> nodes;
  std::vector<TensorProto> initializers;
  std::vector<ValueProto> inputs;
  std::vector<std::string_view> outputs;
};

struct ModelProto {
  int64_t ir_version = 0;
  int64_t opset = 0;  ///< of the default domain; 0 where none is imported
  bool has_graph = false;
  GraphProto graph;
  std::vector<std::pair<std::string_view, std::string_view>> metadata;
};

/// Field by field; text, raw data and so most of the file are not copied. Raises `bad-model`,
/// also for more nodes or attributes than any network has.
ModelProto parse_model(ByteView bytes);

}  // namespace relevance::onnx

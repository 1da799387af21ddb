#!/usr/bin/python3
"""A plugin that knows of shep what schemas/README.md says, and nothing else."""

import os
import struct
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "generated"))

import flatbuffers
from shep.cap.echo import EchoMessage
from shep.protocol import (
    Capability, Envelope, Handshake, HandshakeReply, LogLevel, LogMessage, Metadata, ProtocolError,
    ShutdownReply,
)

PROTOCOL_VERSION = 1


def read_frame():
    prefix = sys.stdin.buffer.read(4)
    if len(prefix) < 4:
        sys.exit(0)
    (length,) = struct.unpack("<I", prefix)
    return sys.stdin.buffer.read(length)


def write(frame):
    sys.stdout.buffer.write(frame)
    sys.stdout.buffer.flush()


def vector(table, field):
    """The bytes of a [ubyte] field; the generated accessors give them one by one."""
    offset = table._tab.Offset(4 + 2 * field)
    if offset == 0:
        return b""
    start = table._tab.Vector(offset)
    return bytes(table._tab.Bytes[start:start + table._tab.VectorLen(offset)])


def envelope(capability, correlation_id="", payload=b"", is_response=False, error=None):
    builder = flatbuffers.Builder(len(payload) + 256)
    error_offset = None
    if error is not None:
        code, message = builder.CreateString(error[0]), builder.CreateString(error[1])
        ProtocolError.ProtocolErrorStart(builder)
        ProtocolError.ProtocolErrorAddCode(builder, code)
        ProtocolError.ProtocolErrorAddMessage(builder, message)
        error_offset = ProtocolError.ProtocolErrorEnd(builder)
    name, identity = builder.CreateString(capability), builder.CreateString(correlation_id)
    body = builder.CreateByteVector(payload)
    Envelope.EnvelopeStart(builder)
    Envelope.EnvelopeAddProtocolVersion(builder, PROTOCOL_VERSION)
    Envelope.EnvelopeAddCapability(builder, name)
    Envelope.EnvelopeAddCorrelationId(builder, identity)
    Envelope.EnvelopeAddIsResponse(builder, is_response)
    Envelope.EnvelopeAddPayload(builder, body)
    if error_offset is not None:
        Envelope.EnvelopeAddError(builder, error_offset)
    builder.FinishSizePrefixed(Envelope.EnvelopeEnd(builder))
    return bytes(builder.Output())


def handshake():
    builder = flatbuffers.Builder(256)
    capability = builder.CreateString("test.python_echo")
    Capability.CapabilityStart(builder)
    Capability.CapabilityAddName(builder, capability)
    offered = Capability.CapabilityEnd(builder)
    Handshake.HandshakeStartCapabilitiesVector(builder, 1)
    builder.PrependUOffsetTRelative(offered)
    capabilities = builder.EndVector()
    name, version = builder.CreateString("python_echo"), builder.CreateString("1.0.0")
    Handshake.HandshakeStart(builder)
    Handshake.HandshakeAddProtocolVersion(builder, PROTOCOL_VERSION)
    Handshake.HandshakeAddPluginName(builder, name)
    Handshake.HandshakeAddCapabilities(builder, capabilities)
    Handshake.HandshakeAddPluginVersion(builder, version)
    builder.Finish(Handshake.HandshakeEnd(builder))
    return bytes(builder.Output())


def log(text):
    builder = flatbuffers.Builder(256)
    kind, identity = builder.CreateString("test.python_echo"), builder.CreateString("")
    Metadata.MetadataStart(builder)
    Metadata.MetadataAddMessageType(builder, kind)
    Metadata.MetadataAddCorrelationId(builder, identity)
    meta = Metadata.MetadataEnd(builder)
    message = builder.CreateString(text)
    LogMessage.LogMessageStart(builder)
    LogMessage.LogMessageAddMeta(builder, meta)
    LogMessage.LogMessageAddLevel(builder, LogLevel.LogLevel.Warn)
    LogMessage.LogMessageAddMessage(builder, message)
    LogMessage.LogMessageAddTimestamp(builder, int(time.time() * 1000))
    builder.Finish(LogMessage.LogMessageEnd(builder))
    return bytes(builder.Output())


def echo(payload):
    request = EchoMessage.EchoMessage.GetRootAs(payload)
    text, data = request.Text() or b"", vector(request, 1)
    builder = flatbuffers.Builder(len(text) + len(data) + 64)
    text_offset, data_offset = builder.CreateString(text), builder.CreateByteVector(data)
    EchoMessage.EchoMessageStart(builder)
    EchoMessage.EchoMessageAddText(builder, text_offset)
    EchoMessage.EchoMessageAddData(builder, data_offset)
    builder.Finish(EchoMessage.EchoMessageEnd(builder))
    return bytes(builder.Output())


def shutdown_reply():
    builder = flatbuffers.Builder(16)
    ShutdownReply.ShutdownReplyStart(builder)
    builder.Finish(ShutdownReply.ShutdownReplyEnd(builder))
    return bytes(builder.Output())


def main():
    if "SHEP_PLUGIN_MAGIC" not in os.environ:
        print("This is a plugin of shep: start it through shep", file=sys.stderr)
        sys.exit(2)
    write(envelope("shep.handshake", "1", handshake()))
    reply = Envelope.Envelope.GetRootAs(read_frame())
    answer = HandshakeReply.HandshakeReply.GetRootAs(vector(reply, 4))
    if answer.AcceptedLength() == 0:
        print((answer.Message() or b"").decode(), file=sys.stderr)
        sys.exit(1)
    write(envelope("shep.log", payload=log("ready")))
    while True:
        request = Envelope.Envelope.GetRootAs(read_frame())
        capability = request.Capability().decode()
        identity = (request.CorrelationId() or b"").decode()
        if request.IsResponse() or identity == "":
            continue
        if capability == "test.python_echo":
            write(envelope(capability, identity, echo(vector(request, 4)), True))
        elif capability == "shep.shutdown":
            write(envelope(capability, identity, shutdown_reply(), True))
            return
        else:
            message = "Cannot serve %s: there is no such capability" % capability
            write(envelope(capability, identity, b"", True, ("unknown_capability", message)))


main()

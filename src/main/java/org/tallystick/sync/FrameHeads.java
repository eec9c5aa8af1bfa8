package org.tallystick.sync;

import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** Finds the heads of frames in what a hub sends (RFC 6455 §5.2), and refuses what is more than the limits. One thread. */
final class FrameHeads {

    private static final int CONTROL = 0x08;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MASK_BYTES = 4;

    private final ByteBuffer head = ByteBuffer.allocate(14);
    private long payloadLeft;
    private long messageBytes;
    private int controls;

    FrameHeads() {
        head.limit(2);
    }

    /**
     * Looks at what came next.
     *
     * @throws ProtocolException where a message is longer than any may be, or there are too many control frames
     */
    void see(ByteBuffer came) throws ProtocolException {
        while (came.hasRemaining()) {
            if (payloadLeft > 0) {
                int skipped = (int) Math.min(payloadLeft, came.remaining());
                came.position(came.position() + skipped);
                payloadLeft -= skipped;
            } else {
                head.put(came.get());
                if (!head.hasRemaining() && isWhole()) {
                    begin();
                }
            }
        }
    }

    /** Whether there is all of the head; else waits for the rest, which the second byte tells the length of. */
    private boolean isWhole() {
        int second = head.get(1);
        int longer = switch (second & LENGTH) {
            case TWO_BYTES -> Short.BYTES;
            case EIGHT_BYTES -> Long.BYTES;
            default -> 0;
        };
        int bytes = 2 + longer + ((second & MASKED) == 0 ? 0 : MASK_BYTES);
        head.limit(bytes);
        return head.position() == bytes;
    }

    private void begin() throws ProtocolException {
        int opcode = head.get(0) & OPCODE;
        int length = head.get(1) & LENGTH;
        long bytes = switch (length) {
            case TWO_BYTES -> head.getShort(2) & 0xFFFF;
            case EIGHT_BYTES -> head.getLong(2);
            default -> length;
        };
        head.clear().limit(2);
        if ((opcode & CONTROL) != 0) {
            refuse(++controls > BoundedFrames.MAX_CONTROL, "too many control frames");
        }
        // A frame of 63 bits of length counts as too long before anything is added to it.
        refuse(bytes < 0 || bytes > BoundedFrames.MAX_MESSAGE, "a frame that is too long");
        if ((opcode & CONTROL) == 0) {
            messageBytes = opcode == 0 ? messageBytes + bytes : bytes;
            refuse(messageBytes > BoundedFrames.MAX_MESSAGE, "a message that is too long");
        }
        payloadLeft = bytes;
    }

    private static void refuse(boolean broken, String what) throws ProtocolException {
        if (broken) {
            throw new ProtocolException(what);
        }
    }
}

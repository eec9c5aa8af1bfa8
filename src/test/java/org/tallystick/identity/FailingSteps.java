package org.tallystick.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Notes every step, writes at most a few bytes at once, and fails at the steps it is told to. */
final class FailingSteps implements DurableFile.Steps {

    static final int BYTES_AT_ONCE = 100;

    final List<String> done = new ArrayList<>();
    private int failAt = -1;
    private int failures;

    /** The step to fail from now on, counted from 0, and how many steps in a row. */
    void failAt(int step, int times) {
        done.clear();
        failAt = step;
        failures = times;
    }

    @Override
    public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        int limit = bytes.limit();
        bytes.limit(Math.min(limit, bytes.position() + BYTES_AT_ONCE));
        DurableFile.REAL.write(channel, bytes);
        bytes.limit(limit);
        step("write");
    }

    @Override
    public void force(FileChannel channel) throws IOException {
        step("force");
        DurableFile.REAL.force(channel);
    }

    @Override
    public void truncate(FileChannel channel, long size) throws IOException {
        step("truncate");
        DurableFile.REAL.truncate(channel, size);
    }

    @Override
    public void rename(Path temporary, Path target) throws IOException {
        step("rename");
        DurableFile.REAL.rename(temporary, target);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        step("force directory");
        DurableFile.REAL.forceDirectory(directory);
    }

    private void step(String name) throws IOException {
        int at = done.size();
        done.add(name);
        if (failAt >= 0 && at >= failAt && at < failAt + failures) {
            throw new IOException("no space left, says the test");
        }
    }
}

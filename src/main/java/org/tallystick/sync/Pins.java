package org.tallystick.sync;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what vouched for the certificates of addresses. May be called from any thread; calls may wait for a disk. */
public interface Pins {

    /** What vouched for an address at its first use. */
    Optional<Pin> find(HubAddress address);

    /** Remembers it for good; for an address without one only. */
    void remember(HubAddress address, Pin pin);

    /** Forgets with the program. */
    static Pins inMemory() {
        Map<HubAddress, Pin> pins = new ConcurrentHashMap<>();
        return new Pins() {
            @Override
            public Optional<Pin> find(HubAddress address) {
                return Optional.ofNullable(pins.get(address));
            }

            @Override
            public void remember(HubAddress address, Pin pin) {
                pins.putIfAbsent(address, pin);
            }
        };
    }
}

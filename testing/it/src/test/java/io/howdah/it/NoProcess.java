package io.howdah.it;

import io.howdah.gateway.control.ProcessControls;

import java.util.List;

/** A process that cannot be steered: that of the tests. */
final class NoProcess implements ProcessControls {
    @Override
    public void shutdown(Shutdown how) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> reload() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void set(String key, String value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isChangeable(String key) {
        return false;
    }
}

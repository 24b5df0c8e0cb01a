package io.howdah.gateway.internal.operation;

import io.howdah.gateway.control.Target;
import io.howdah.gateway.internal.backend.PoolFilter;

/** Says which pools a {@link Target} means. */
final class Targets {
    private Targets() {}

    static PoolFilter filter(Target target) {
        return switch (target) {
            case Target.All() -> PoolFilter.ALL;
            case Target.Database(var name) -> PoolFilter.ofDatabase(name);
            case Target.User(var name) -> PoolFilter.ofUser(name);
            case Target.Node(var address) -> PoolFilter.ofNode(address.toString());
        };
    }
}

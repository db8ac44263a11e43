package ai.dragoneye.gateway.upstream.address;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Resolves names and hands out only addresses that the policy allows, so that a name cannot be
 * checked with one address and connected to with another. Fails with {@link
 * AddressRefusedException} where none is left.
 */
public final class GuardedResolverGroup extends AddressResolverGroup<InetSocketAddress> {
  private final AddressResolverGroup<InetSocketAddress> names;
  private final AddressPolicy policy;

  /** Guards the given group, which stays the caller's to close. */
  public GuardedResolverGroup(AddressResolverGroup<InetSocketAddress> names, AddressPolicy policy) {
    this.names = names;
    this.policy = policy;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new GuardedResolver(executor, names.getResolver(executor));
  }

  private final class GuardedResolver extends AbstractAddressResolver<InetSocketAddress> {
    private final AddressResolver<InetSocketAddress> resolver;

    GuardedResolver(EventExecutor executor, AddressResolver<InetSocketAddress> resolver) {
      super(executor, InetSocketAddress.class);
      this.resolver = resolver;
    }

    /**
     * Nothing counts as resolved: the transport would connect to an address that was spelled out
     * without asking.
     */
    @Override
    protected boolean doIsResolved(InetSocketAddress address) {
      return false;
    }

    @Override
    protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
      Promise<List<InetSocketAddress>> all = executor().newPromise();
      all.addListener(
          (Future<List<InetSocketAddress>> future) -> {
            if (future.isSuccess()) {
              promise.trySuccess(future.getNow().getFirst());
            } else {
              promise.tryFailure(future.cause());
            }
          });
      doResolveAll(address, all);
    }

    @Override
    protected void doResolveAll(
        InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
      if (!address.isUnresolved()) {
        passAllowed(List.of(address), promise);
        return;
      }
      resolver
          .resolveAll(address)
          .addListener(
              (Future<List<InetSocketAddress>> future) -> {
                if (future.isSuccess()) {
                  passAllowed(future.getNow(), promise);
                } else {
                  promise.tryFailure(future.cause());
                }
              });
    }

    private void passAllowed(
        List<InetSocketAddress> found, Promise<List<InetSocketAddress>> promise) {
      List<InetSocketAddress> allowed = new ArrayList<>();
      AddressRefusedException refusal = null;
      for (InetSocketAddress address : found) {
        try {
          policy.check(address.getAddress());
          allowed.add(address);
        } catch (AddressRefusedException refused) {
          refusal = refused;
        }
      }
      if (allowed.isEmpty() && refusal != null) {
        promise.tryFailure(refusal);
      } else {
        promise.trySuccess(allowed);
      }
    }
  }
}

/* twalk_r of glibc 2.30, over the nodes that musl's tsearch makes. */
#include "apus/musl.h"
#include <search.h>

struct node {
    const void *key;
    struct node *child[2];
    int height;
};

static void walk(const struct node *node, void (*visit)(const void *, VISIT, void *), void *closure)
{
    if (!node)
        return;
    if (!node->child[0] && !node->child[1]) {
        visit(node, leaf, closure);
        return;
    }
    visit(node, preorder, closure);
    walk(node->child[0], visit, closure);
    visit(node, postorder, closure);
    walk(node->child[1], visit, closure);
    visit(node, endorder, closure);
}

void twalk_r(const void *root, void (*visit)(const void *, VISIT, void *), void *closure)
{
    if (visit)
        walk(root, visit, closure);
}

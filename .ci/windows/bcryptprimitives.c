/* What Go programs need and Wine 8 lacks. Build it with
   x86_64-w64-mingw32-gcc -shared -o bcryptprimitives.dll bcryptprimitives.c -ladvapi32 -Wl,--image-base,0x1a0000000
   and put it into the prefix's system32. */
#include <string.h>
#include <windows.h>

/* Go's runtime asks this library for random bytes. */
BOOLEAN WINAPI SystemFunction036(PVOID buffer, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}

/* To the newer way of deleting a file Wine answers that it is not implemented. Go takes
   the older way only where it hears that there is no such thing: without this, no test
   can remove its temporary folder. */
#define FILE_DISPOSITION_INFORMATION_EX 64
#define STATUS_INVALID_INFO_CLASS ((LONG)0xC0000003)

static LONG(WINAPI *wines)(HANDLE, PVOID, PVOID, ULONG, ULONG);

static LONG WINAPI set_information_file(HANDLE file, PVOID status, PVOID data, ULONG size, ULONG kind)
{
    return kind == FILE_DISPOSITION_INFORMATION_EX ? STATUS_INVALID_INFO_CLASS : wines(file, status, data, size, kind);
}

/* Go loads this library first of all, and looks up functions of ntdll when it first
   calls them: so ours is put in place of Wine's in the list of what ntdll exports. That
   list holds distances of 32 bits, hence the image base just above ntdll's. */
BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved)
{
    BYTE *ntdll = (BYTE *)GetModuleHandleA("ntdll.dll");
    IMAGE_NT_HEADERS *headers = (IMAGE_NT_HEADERS *)(ntdll + ((IMAGE_DOS_HEADER *)ntdll)->e_lfanew);
    IMAGE_EXPORT_DIRECTORY *exports = (IMAGE_EXPORT_DIRECTORY *)(ntdll + headers->OptionalHeader.DataDirectory[0].VirtualAddress);
    DWORD *names = (DWORD *)(ntdll + exports->AddressOfNames), *functions = (DWORD *)(ntdll + exports->AddressOfFunctions);
    WORD *places = (WORD *)(ntdll + exports->AddressOfNameOrdinals);
    DWORD i, before;

    (void)self, (void)reserved;
    for (i = 0; reason == DLL_PROCESS_ATTACH && i < exports->NumberOfNames; i++) {
        DWORD *function = &functions[places[i]];
        if (strcmp((char *)ntdll + names[i], "NtSetInformationFile") || !VirtualProtect(function, sizeof *function, PAGE_READWRITE, &before)) continue;
        wines = (void *)(ntdll + *function);
        *function = (DWORD)((BYTE *)set_information_file - ntdll);
        VirtualProtect(function, sizeof *function, before, &before);
    }
    return TRUE;
}

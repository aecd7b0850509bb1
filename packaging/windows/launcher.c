/* python.exe of the tree in which the Windows version is built under Wine; build tool only, never shipped.
   Hands its command line to the real interpreter in python311.dll. */
#include <windows.h>

int wmain(int count, wchar_t **words)
{
    HMODULE interpreter = LoadLibraryW(L"python311.dll");
    FARPROC entry = interpreter ? GetProcAddress(interpreter, "Py_Main") : NULL;
    if (entry == NULL)
        return 99; /* the library does not lie beside this program */
    return ((int (*)(int, wchar_t **))entry)(count, words);
}
